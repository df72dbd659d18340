import { refusal } from '@parlour/private-aggregation';
import { and, asc, eq, sql } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { bundle } from '../database/schema/bundles.ts';
import { round, roundMessage } from '../database/schema/rounds.ts';
import { bytesOf } from './ids.ts';
import { kindNumber } from './message-kinds.ts';
import { readSignedBundle } from './read-signed-bundle.ts';

/**
 * The announcement of the oldest round of the bundle with a place left.
 * @returns undefined where there is none yet.
 * @throws ParlourError `aggregation/bundle-unknown` (never published, or retired), `-bundle-expired`: nobody waits in vain.
 */
export async function openAnnouncement(queries: Queries, hash: string): Promise<Uint8Array | undefined> {
  const taken = sql<number>`(select count(*) from ${roundMessage} where ${roundMessage.roundId} = ${round.id}
    and ${roundMessage.kind} = ${kindNumber('advertisement')})`;
  const isOpen = and(
    eq(round.bundleHash, bundle.hash),
    eq(round.phase, 'advertising'),
    sql`${taken} < ${bundle.cohortSize}`,
  );
  const [row] = await queries
    .select({ announcement: round.announcement, signed: bundle.signed, retiredAt: bundle.retiredAt })
    .from(bundle)
    .leftJoin(round, isOpen)
    .where(eq(bundle.hash, bytesOf(hash)))
    .orderBy(asc(round.createdAt))
    .limit(1);
  if (row?.announcement) return row.announcement;
  if (row === undefined || row.retiredAt !== null) throw refusal('bundle-unknown');
  if (readSignedBundle(row.signed).expiry <= Date.now()) throw refusal('bundle-expired');
  return undefined;
}
