import { eq, sql } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { notify } from '../database/notifications.ts';
import { reportPart, round, roundMessage, roundState, unmaskPart } from '../database/schema/rounds.ts';
import { hexOf } from './ids.ts';
import type { RoundFrame } from './round-frame.ts';

/** How a round ended: with a sum, or with why there is none. */
export type RoundEnd =
  | { readonly sum: Uint8Array; readonly reports: number }
  | { readonly abortReason: string };

/**
 * Ends a round, in the transaction of its last step: tokens of those who have not reported are free again, and every
 * message, share and state of it is deleted. Does nothing to a round that is over.
 */
export async function endRound(
  { free }: Pick<RoundFrame, 'free'>,
  queries: Queries,
  roundId: Uint8Array,
  end: RoundEnd,
): Promise<void> {
  const [open] = await queries
    .select({ endedAt: round.endedAt })
    .from(round)
    .where(eq(round.id, roundId))
    .for('update');
  if (open === undefined || open.endedAt !== null) return;
  // From here on no message is taken, so all that are counted are all that there are.
  const counts = await countAnswers(queries, roundId);
  await queries
    .update(round)
    .set({
      ...('sum' in end
        ? { phase: 'released', sum: end.sum, reports: end.reports, plausible: true }
        : {
            phase: 'aborted',
            abortReason: end.abortReason,
            ...(end.abortReason === 'implausible-sum' && { plausible: false }),
          }),
      endedAt: sql`now()`,
      counts,
    })
    .where(eq(round.id, roundId));
  await free(queries, roundId);
  for (const table of [roundMessage, reportPart, roundState, unmaskPart]) {
    await queries.delete(table).where(eq(table.roundId, roundId));
  }
  await notify(queries, 'round', hexOf(roundId));
}

/** How many devices answered each leg: all that stays of them. */
async function countAnswers(queries: Queries, roundId: Uint8Array): Promise<Record<string, number>> {
  const rows = await queries
    .select({ kind: roundMessage.kind, answers: sql<number>`count(*)::int` })
    .from(roundMessage)
    .where(eq(roundMessage.roundId, roundId))
    .groupBy(roundMessage.kind);
  return Object.fromEntries(rows.map(({ kind, answers }) => [`kind ${kind}`, answers]));
}
