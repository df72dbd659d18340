import { and, eq } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { roundMessage } from '../database/schema/rounds.ts';
import { bytesOf } from './ids.ts';
import { keepTogether } from './keep-together.ts';
import { keptKind, kindNumber } from './message-kinds.ts';
import { isSameMessage, type Kept, type NewMessage } from './new-message.ts';
import type { RoundFrame } from './round-frame.ts';
import { takeInTogether } from './take-in-together.ts';

/**
 * Makes a checked message durable: when this resolves, it is committed. The same again changes nothing.
 * @returns `moved` where the round has left the leg.
 * @throws ParlourError `aggregation/second-answer`, `-round-full`, `tokens/spent`.
 */
export type KeepMessage = (one: NewMessage) => Promise<Kept>;

/** Keeps messages for one process. */
export function messageKeeper(frame: Pick<RoundFrame, 'database' | 'redeem'>): KeepMessage {
  const takeIn = takeInTogether(frame);
  const together = keepTogether(frame.database);
  const keepAnswer = async (one: NewMessage): Promise<Kept> => {
    const { isKept, phase } = await together(one);
    if (isKept) return 'kept';
    // A statement sees no row that another has put in its way meanwhile; the next one does.
    const before = await keptBefore(frame.database, one);
    if (before) return before;
    if (phase !== one.leg) return 'moved';
    throw new Error('a message vanished');
  };
  return (one) => (one.leg === 'advertising' ? takeIn(one) : keepAnswer(one));
}

/** @throws ParlourError `aggregation/second-answer` for another one of the sender. */
async function keptBefore(
  queries: Queries,
  { round: id, leg, signingKey, message }: NewMessage,
): Promise<Kept | undefined> {
  const [before] = await queries
    .select({ signature: roundMessage.signature })
    .from(roundMessage)
    .where(
      and(
        eq(roundMessage.roundId, bytesOf(id)),
        eq(roundMessage.kind, kindNumber(keptKind[leg])),
        eq(roundMessage.senderKey, signingKey),
      ),
    );
  if (before === undefined) return undefined;
  const same = isSameMessage(before.signature, message);
  if ('refused' in same) throw same.refused;
  return same.value;
}
