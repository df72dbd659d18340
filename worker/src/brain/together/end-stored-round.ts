import { clientStateFromBytes } from '@parlour/private-aggregation';
import type { Book } from './book.ts';
import { toHex } from './hex.ts';

/**
 * Ends the round that is stored, if there is one, with a note of how. One in which nobody but the aggregator has heard of this
 * device yet leaves no trace: its token is as good as before.
 */
export async function endStoredRound(book: Book, how: string, now: number): Promise<void> {
  const { round } = book;
  if (round === undefined) return;
  const isKnown = clientStateFromBytes(round.state).phase !== 'advertised';
  const note = { kind: 'ended', round: toHex(round.roundId), at: now, how } as const;
  await book.endRound(isKnown ? note : undefined);
}
