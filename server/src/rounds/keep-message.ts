import { type Bytes, refusal, signatureOf } from '@parlour/private-aggregation';
import { and, eq, sql } from 'drizzle-orm';
import { round, roundMessage } from '../database/schema/rounds.ts';
import { bytesOf } from './ids.ts';
import type { Leg } from './leg-times.ts';
import { keptKind, kindNumber } from './message-kinds.ts';
import type { RoundFrame } from './round-frame.ts';

export interface NewMessage {
  readonly round: string;
  readonly leg: Leg;
  readonly tokenEpoch: string;
  readonly cohortSize: number;
  readonly signingKey: Bytes;
  readonly message: Bytes;
}

/**
 * Makes a checked message durable: when this resolves, it is committed. The same again changes nothing.
 * @returns `moved` where the round has left the leg.
 * @throws ParlourError `aggregation/second-answer`, `-round-full`, `tokens/spent`.
 */
export function keepMessage(
  { database, redeem }: Pick<RoundFrame, 'database' | 'redeem'>,
  { round: id, leg, tokenEpoch, cohortSize, signingKey, message }: NewMessage,
): Promise<'kept' | 'repeated' | 'moved'> {
  const roundId = bytesOf(id);
  const kind = kindNumber(keptKind[leg]);
  const signature = signatureOf(message);
  const sameSender = and(
    eq(roundMessage.roundId, roundId),
    eq(roundMessage.kind, kind),
    eq(roundMessage.senderKey, signingKey),
  );
  return database.transaction(async (transaction) => {
    // Places are counted, so devices that join take turns; all others need only know that the leg stays open.
    const [open] = await transaction
      .select({ phase: round.phase })
      .from(round)
      .where(eq(round.id, roundId))
      .for(leg === 'advertising' ? 'no key update' : 'share');
    const [before] = await transaction
      .select({ signature: roundMessage.signature })
      .from(roundMessage)
      .where(sameSender);
    if (before) {
      if (Buffer.compare(before.signature, signature) === 0) return 'repeated';
      throw refusal('second-answer');
    }
    if (open?.phase !== leg) return 'moved';
    if (leg === 'advertising') {
      const [{ taken }] = await transaction
        .select({ taken: sql<number>`count(*)::int` })
        .from(roundMessage)
        .where(and(eq(roundMessage.roundId, roundId), eq(roundMessage.kind, kind)));
      if (taken >= cohortSize) throw refusal('round-full');
      await redeem(transaction, { signingKey, epoch: tokenEpoch, roundId });
    }
    const kept = await transaction
      .insert(roundMessage)
      .values({ roundId, kind, senderKey: signingKey, signature, body: message })
      .onConflictDoNothing()
      .returning({ kind: roundMessage.kind });
    if (kept.length > 0) return 'kept';
    const [other] = await transaction
      .select({ signature: roundMessage.signature })
      .from(roundMessage)
      .where(sameSender);
    if (other && Buffer.compare(other.signature, signature) === 0) return 'repeated';
    throw refusal('second-answer');
  });
}
