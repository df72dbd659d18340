import { eq } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { round } from '../database/schema/rounds.ts';
import { endRound } from '../rounds/end-round.ts';
import type { RoundFrame } from '../rounds/round-frame.ts';
import { operatorError } from './operator-error.ts';

/** What the database says of a round that its operator ended. */
const reason = 'by-operator';

/**
 * Ends a round without a sum, in a transaction. Again, it changes nothing.
 * @throws ParlourError `operators/unknown-round`; `-round-ended` for one that ended otherwise.
 */
export async function abortRound(
  frame: Pick<RoundFrame, 'free'>,
  transaction: Queries,
  id: Uint8Array,
): Promise<void> {
  const [found] = await transaction
    .select({ endedAt: round.endedAt, abortReason: round.abortReason })
    .from(round)
    .where(eq(round.id, id))
    .for('update');
  if (found === undefined) throw operatorError('unknown-round');
  if (found.endedAt === null) return endRound(frame, transaction, id, { abortReason: reason });
  if (found.abortReason !== reason) throw operatorError('round-ended');
}
