import { AuditEntry, type AuditPage } from '@parlour/wire';
import { asc, desc, gt, lt } from 'drizzle-orm';
import * as v from 'valibot';
import type { Queries } from '../database/connect.ts';
import { auditEntry } from '../database/schema/audit.ts';
import { hexOf } from '../rounds/ids.ts';

/** Entries that are read at once for an export. */
const portion = 500;

/**
 * A page of the log, the newest first.
 * @param before position above all that are shown; none for the newest.
 * @param limit entries at most.
 */
export async function auditPage(
  queries: Queries,
  { before, limit }: { readonly before?: number; readonly limit: number },
): Promise<AuditPage> {
  const rows = await queries
    .select()
    .from(auditEntry)
    .where(before === undefined ? undefined : lt(auditEntry.position, before))
    .orderBy(desc(auditEntry.position))
    .limit(limit);
  const last = rows.at(-1);
  return {
    entries: rows.map(asEntry),
    before: last === undefined || last.position === 1 ? null : last.position,
  };
}

/** The whole log as the text of a JSON array, the oldest first, in pieces; one entry a line. */
export async function* auditExport(queries: Queries): AsyncGenerator<string> {
  let after = 0;
  yield '[';
  for (;;) {
    const rows = await queries
      .select()
      .from(auditEntry)
      .where(gt(auditEntry.position, after))
      .orderBy(asc(auditEntry.position))
      .limit(portion);
    for (const row of rows) yield `${row.position === 1 ? '' : ','}\n${JSON.stringify(asEntry(row))}`;
    if (rows.length < portion) break;
    after = rows[rows.length - 1].position;
  }
  yield '\n]\n';
}

const asEntry = ({ entry, hash }: typeof auditEntry.$inferSelect): AuditEntry => {
  const unbound: unknown = JSON.parse(entry);
  return v.parse(AuditEntry, { ...(unbound as object), hash: hexOf(hash) });
};
