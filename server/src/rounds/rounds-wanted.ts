import { type AnyColumn, and, eq, sql } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { bundle } from '../database/schema/bundles.ts';
import { round, waiting } from '../database/schema/rounds.ts';

/** A replica that has not told for so long is gone, and whoever waited there is too. */
export const staleSeconds = 10;

/** A round so young counts as taking devices even if it is full: those who joined may not be off the counts yet. */
const settlingSeconds = 2;

/** A moment in the future was written before the clock was set back, and says nothing. */
export const isAsYoungAs = (moment: AnyColumn, seconds: number) =>
  sql`${moment} between now() - make_interval(secs => ${seconds}) and now()`;

/** How many cohorts wait that no round takes or has just taken devices for; none of a bundle whose rounds are not made by demand. */
export async function roundsWanted(queries: Queries, bundleHash: Uint8Array): Promise<number> {
  const [row] = await queries
    .select({
      cohortSize: bundle.cohortSize,
      devices: sql<number>`(select coalesce(sum(${waiting.devices}), 0)::int from ${waiting}
        where ${waiting.bundleHash} = ${bundle.hash}
        and ${isAsYoungAs(waiting.seenAt, staleSeconds)})`,
      open: sql<number>`(select count(*)::int from ${round} where ${round.bundleHash} = ${bundle.hash}
        and (${round.phase} = 'advertising'
          or ${isAsYoungAs(round.createdAt, settlingSeconds)}))`,
    })
    .from(bundle)
    .where(and(eq(bundle.hash, bundleHash), sql`${bundle.retiredAt} is null and ${bundle.byDemand}`));
  return row === undefined ? 0 : Math.max(0, Math.floor(row.devices / row.cohortSize) - row.open);
}
