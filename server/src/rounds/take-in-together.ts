import { refusal, signatureOf } from '@parlour/private-aggregation';
import { ParlourError } from '@parlour/wire';
import { and, eq, inArray } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { round, roundMessage } from '../database/schema/rounds.ts';
import { bytesOf, hexOf } from './ids.ts';
import { inBatches, type Outcome } from './in-batches.ts';
import { keptKind, kindNumber } from './message-kinds.ts';
import { isSameMessage, type Kept, type NewMessage } from './new-message.ts';
import type { RoundFrame } from './round-frame.ts';

/**
 * Takes devices into a round. Places are counted, so they take turns, one batch of them at a time on one connection: a
 * thousand that join at once must not take all that there are.
 */
export const takeInTogether = (
  frame: Pick<RoundFrame, 'database' | 'redeem'>,
): ((one: NewMessage) => Promise<Kept>) =>
  inBatches({
    lane: ({ round: id }) => id,
    name: ({ signingKey }) => hexOf(signingKey),
    bytes: ({ message }) => message.length,
    mostRunning: 1,
    run: (batch) => frame.database.transaction((transaction) => takeIn(frame, transaction, batch)),
  });

const kind = kindNumber(keptKind.advertising);

async function takeIn(
  { redeem }: Pick<RoundFrame, 'redeem'>,
  transaction: Queries,
  batch: readonly NewMessage[],
): Promise<Outcome<Kept>[]> {
  const [{ round: id, cohortSize }] = batch;
  const roundId = bytesOf(id);
  const [open] = await transaction
    .select({ phase: round.phase })
    .from(round)
    .where(eq(round.id, roundId))
    .for('no key update');
  const isOfLeg = and(eq(roundMessage.roundId, roundId), eq(roundMessage.kind, kind));
  const { senderKey, signature } = roundMessage;
  const keys = batch.map(({ signingKey }) => signingKey);
  const before = new Map(
    (
      await transaction
        .select({ senderKey, signature })
        .from(roundMessage)
        .where(and(isOfLeg, inArray(senderKey, keys)))
    ).map((row) => [hexOf(row.senderKey), row.signature]),
  );
  // Only a statement that begins once the lock is held sees everybody who was taken in before.
  let taken = await transaction.$count(roundMessage, isOfLeg);
  const outcomes = new Map<NewMessage, Outcome<Kept>>();
  const rows: (typeof roundMessage.$inferInsert)[] = [];
  const enter = async (one: NewMessage): Promise<Outcome<Kept>> => {
    const { leg, signingKey, tokenEpoch, message } = one;
    const known = before.get(hexOf(signingKey));
    if (known !== undefined) return isSameMessage(known, message);
    if (open?.phase !== leg) return { value: 'moved' };
    if (taken >= cohortSize) return { refused: refusal('round-full') };
    try {
      await redeem(transaction, { signingKey, epoch: tokenEpoch, roundId });
    } catch (refused) {
      // A token that is spent changes nothing of the others; anything else undoes them all.
      if (!(refused instanceof ParlourError)) throw refused;
      return { refused };
    }
    taken += 1;
    rows.push({ roundId, kind, senderKey: signingKey, signature: signatureOf(message), body: message });
    return { value: 'kept' };
  };
  // In one order everywhere: rounds that are shown the same tokens at once must not wait for each other.
  for (const one of batch.toSorted((a, b) => Buffer.compare(a.signingKey, b.signingKey)))
    outcomes.set(one, await enter(one));
  if (rows.length > 0) await transaction.insert(roundMessage).values(rows);
  return batch.flatMap((one) => outcomes.get(one) ?? []);
}
