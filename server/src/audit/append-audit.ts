import type { AuditActor, AuditDetail } from '@parlour/wire';
import { AuditEntry } from '@parlour/wire';
import { desc, sql } from 'drizzle-orm';
import * as v from 'valibot';
import type { Queries } from '../database/connect.ts';
import { auditEntry } from '../database/schema/audit.ts';
import { bytesOf, hexOf } from '../rounds/ids.ts';
import { auditHash, auditText, noHash } from './audit-hash.ts';

/** A change, as it is written down. */
export interface Change {
  readonly actor: AuditActor;
  /** `area/what`, e.g. `bundle/publish`. */
  readonly action: string;
  /** Id or hash of what was changed. */
  readonly subject?: string;
  /** Counts, sizes, roles, moments: never a secret, a code, or an address. */
  readonly detail?: AuditDetail;
}

/** Who does what nobody asked for: makes keys, forgets what expired. */
export const ownSchedule = { kind: 'schedule', id: null } as const satisfies AuditActor;

/** "audit", of our own choice: whoever appends holds this advisory lock until the change commits, so that entries are in line. */
const LOCK = 0x6175_6469;

/**
 * Writes a change down, in the transaction that makes it: both are kept or neither. To be called last in it, since whoever
 * else changes something waits from here on.
 */
export async function appendAudit(
  transaction: Queries,
  { actor, action, subject, detail = {} }: Change,
): Promise<void> {
  await transaction.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
  const [last] = await transaction
    .select({ position: auditEntry.position, hash: auditEntry.hash })
    .from(auditEntry)
    .orderBy(desc(auditEntry.position))
    .limit(1);
  const entry = {
    position: (last?.position ?? 0) + 1,
    at: await millisecondsNow(transaction),
    actor,
    action,
    subject: subject ?? null,
    detail,
    previous: last === undefined ? noHash : hexOf(last.hash),
  };
  const text = auditText(entry);
  const hash = auditHash(text);
  v.parse(AuditEntry, { ...entry, hash });
  await transaction.insert(auditEntry).values({ position: entry.position, entry: text, hash: bytesOf(hash) });
}

async function millisecondsNow(queries: Queries): Promise<number> {
  const { rows } = await queries.execute<{ now: string }>(
    sql`select (extract(epoch from clock_timestamp()) * 1000)::bigint::text as now`,
  );
  return Number(rows[0].now);
}
