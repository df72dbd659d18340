import {
  type Bytes,
  closeLeg,
  packedBytes,
  serverReceive,
  type ServerState,
  serverStateFromBytes,
  type ServerTools,
} from '@parlour/private-aggregation';
import { ParlourError } from '@parlour/wire';
import { and, eq } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { round, roundState } from '../database/schema/rounds.ts';
import { enterLeg } from './enter-leg.ts';
import { ownBytes } from '../database/own-bytes.ts';
import { bytesOf } from './ids.ts';
import { defaultLegTimes, type Leg } from './leg-times.ts';
import { readMessages } from './read-messages.ts';
import type { RoundFrame } from './round-frame.ts';

/**
 * Closes a leg with whoever has answered, in one transaction: killed anywhere it has not happened, and done again it
 * changes nothing. What the leg collected is put through the protocol's machine in the order in which it was kept.
 * @returns whether this call closed it.
 */
export async function closeOpenLeg(frame: RoundFrame, id: string, leg: Leg): Promise<boolean> {
  const roundId = bytesOf(id);
  return frame.database.transaction(async (transaction) => {
    const [open] = await transaction
      .select({ phase: round.phase, tokenEpoch: round.tokenEpoch, legTimes: round.legTimes })
      .from(round)
      .where(eq(round.id, roundId))
      .for('update');
    if (open?.phase !== leg) return false;
    const [stored] = await transaction
      .select({ state: roundState.state })
      .from(roundState)
      .where(and(eq(roundState.roundId, roundId), eq(roundState.phase, leg)));
    const tools = await frame.toolsOf(open.tokenEpoch);
    const begun = serverStateFromBytes(ownBytes(stored.state));
    const answered = await receiveAll(tools, begun, messagesOf(transaction, begun, leg));
    const closed = await closeLeg(tools, answered);
    if (closed.phase === 'released') throw new TypeError('no leg ends in a release');
    await enterLeg(frame, transaction, closed, open.legTimes ?? defaultLegTimes);
    return true;
  });
}

function messagesOf(queries: Queries, { setup }: ServerState, leg: Leg): AsyncIterable<Bytes> {
  const size = leg === 'reporting' ? packedBytes(setup.dimension, setup.bits) : 100_000;
  return readMessages(queries, setup.roundId, leg, size);
}

async function receiveAll(
  tools: ServerTools,
  begun: ServerState,
  messages: AsyncIterable<Bytes>,
): Promise<ServerState> {
  let state = begun;
  for await (const message of messages) {
    try {
      ({ state } = await serverReceive(tools, state, message));
    } catch (refused) {
      // Checked one by one before they were kept; what only shows among the others (a key in use) costs its sender.
      if (!(refused instanceof ParlourError)) throw refused;
    }
  }
  return state;
}
