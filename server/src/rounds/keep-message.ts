import { type Bytes, refusal, signatureOf } from '@parlour/private-aggregation';
import { and, eq, sql } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
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

type Kept = 'kept' | 'repeated' | 'moved';

/**
 * Makes a checked message durable: when this resolves, it is committed. The same again changes nothing.
 * @returns `moved` where the round has left the leg.
 * @throws ParlourError `aggregation/second-answer`, `-round-full`, `tokens/spent`.
 */
export function keepMessage(frame: Pick<RoundFrame, 'database' | 'redeem'>, one: NewMessage): Promise<Kept> {
  return one.leg === 'advertising' ? takeIn(frame, one) : keep(frame.database, one);
}

/** Places are counted, so devices that join take turns. */
function takeIn(
  { database, redeem }: Pick<RoundFrame, 'database' | 'redeem'>,
  one: NewMessage,
): Promise<Kept> {
  const { tokenEpoch, cohortSize, signingKey } = one;
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
    return keep(transaction, one);
  });
}

/**
 * One statement, so one way to the database and back: the leg is held open by the lock on its round while the message goes
 * in. Whoever closes it waits for that lock, and whoever waited for the one who closes it sees that it is closed.
 */
async function keep(queries: Queries, one: NewMessage): Promise<Kept> {
  const { leg, signingKey, message } = one;
  const roundId = bytesOf(one.round);
  const kind = kindNumber(keptKind[leg]);
  const { rows } = await queries.execute<{ phase: string | null; kept: number }>(sql`
    with open as (select phase from ${round} where id = ${roundId} for key share),
    kept as (
      insert into ${roundMessage} (round_id, kind, sender_key, signature, body)
      select ${roundId}::bytea, ${kind}::smallint, ${signingKey}::bytea, ${signatureOf(message)}::bytea, ${message}::bytea
      from open where phase = ${leg}
      on conflict do nothing returning 1
    )
    select (select phase from open) as phase, (select count(*)::int from kept) as kept`);
  const [{ phase, kept }] = rows;
  if (kept === 1) return 'kept';
  // A statement sees no row that another has put in its way meanwhile; the next one does.
  const before = await keptBefore(queries, one);
  if (before) return before;
  if (phase !== leg) return 'moved';
  throw new Error('a message vanished');
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
