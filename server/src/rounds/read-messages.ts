import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { roundMessage } from '../database/schema/rounds.ts';
import { ownBytes } from '../database/own-bytes.ts';
import type { Leg } from './leg-times.ts';
import { keptKind, kindNumber } from './message-kinds.ts';

/** Bytes of messages held at a time. */
const batchBytes = 4_000_000;

/**
 * The messages of a leg in the order in which they were kept, a few at a time.
 * @param size bytes of one, about.
 * @param only those at these positions, rising.
 */
export async function* readMessages(
  queries: Queries,
  roundId: Uint8Array,
  leg: Leg,
  size: number,
  only?: readonly number[],
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const isOfLeg = and(eq(roundMessage.roundId, roundId), eq(roundMessage.kind, kindNumber(keptKind[leg])));
  const limit = Math.max(1, Math.min(1_000, Math.floor(batchBytes / size)));
  let left = only;
  let last = 0;
  for (;;) {
    if (left?.length === 0) return;
    const isNext = left
      ? inArray(roundMessage.position, left.slice(0, limit))
      : gt(roundMessage.position, last);
    const rows = await queries
      .select({ position: roundMessage.position, body: roundMessage.body })
      .from(roundMessage)
      .where(and(isOfLeg, isNext))
      .orderBy(asc(roundMessage.position))
      .limit(limit);
    for (const { body, position } of rows) {
      last = position;
      yield ownBytes(body);
    }
    left = left?.slice(limit);
    if (left === undefined && rows.length < limit) return;
  }
}
