import { type Bytes, refusal, signatureOf } from '@parlour/private-aggregation';
import { and, eq } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { round, roundMessage } from '../database/schema/rounds.ts';
import { bytesOf } from './ids.ts';
import type { Leg } from './leg-times.ts';
import { keptKind, kindNumber } from './message-kinds.ts';
import { keepTogether } from './keep-together.ts';
import type { RoundFrame } from './round-frame.ts';

export interface NewMessage {
  readonly round: string;
  readonly leg: Leg;
  readonly tokenEpoch: string;
  readonly cohortSize: number;
  readonly signingKey: Bytes;
  readonly message: Bytes;
}

/** `kept`: by this call, and by no other that is or was. */
export type Kept = 'kept' | 'repeated' | 'moved';

/**
 * Makes a checked message durable: when this resolves, it is committed. The same again changes nothing.
 * @returns `moved` where the round has left the leg.
 * @throws ParlourError `aggregation/second-answer`, `-round-full`, `tokens/spent`.
 */
export type KeepMessage = (one: NewMessage) => Promise<Kept>;

/** Keeps messages for one process. */
export function messageKeeper(frame: Pick<RoundFrame, 'database' | 'redeem'>): KeepMessage {
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
  return (one) => (one.leg === 'advertising' ? takeIn(frame, one) : keepAnswer(one));
}

/** Places are counted, so devices that join take turns. */
function takeIn(
  { database, redeem }: Pick<RoundFrame, 'database' | 'redeem'>,
  one: NewMessage,
): Promise<Kept> {
  const { tokenEpoch, cohortSize, signingKey, message } = one;
  const roundId = bytesOf(one.round);
  const kind = kindNumber(keptKind[one.leg]);
  return database.transaction(async (transaction) => {
    const [open] = await transaction
      .select({ phase: round.phase })
      .from(round)
      .where(eq(round.id, roundId))
      .for('no key update');
    const before = await keptBefore(transaction, one);
    if (before) return before;
    if (open?.phase !== one.leg) return 'moved';
    // Only a statement that begins once the lock is held sees everybody who was taken in before.
    const taken = await transaction.$count(
      roundMessage,
      and(eq(roundMessage.roundId, roundId), eq(roundMessage.kind, kind)),
    );
    if (taken >= cohortSize) throw refusal('round-full');
    await redeem(transaction, { signingKey, epoch: tokenEpoch, roundId });
    const signature = signatureOf(message);
    await transaction
      .insert(roundMessage)
      .values({ roundId, kind, senderKey: signingKey, signature, body: message });
    return 'kept';
  });
}

/** @throws ParlourError `aggregation/second-answer` for another one of the sender. */
async function keptBefore(
  queries: Queries,
  { round: id, leg, signingKey, message }: NewMessage,
): Promise<'repeated' | undefined> {
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
  if (Buffer.compare(before.signature, signatureOf(message)) === 0) return 'repeated';
  throw refusal('second-answer');
}
