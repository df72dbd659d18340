import {
  type Bytes,
  closeLeg,
  packedBytes,
  serverReceive,
  type ServerState,
  type ServerTools,
} from '@parlour/private-aggregation';
import { ParlourError } from '@parlour/wire';
import { eq } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { round } from '../database/schema/rounds.ts';
import { enterLeg } from './enter-leg.ts';
import { bytesOf } from './ids.ts';
import { defaultLegTimes, type Leg } from './leg-times.ts';
import { readState } from './read-state.ts';
import { readMessages } from './read-messages.ts';
import { receiveReportParts } from './receive-report-parts.ts';
import type { RoundFrame } from './round-frame.ts';

/** Bytes of any message but a report, at the most usual. */
const usualBytes = 20_000;

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
    const begun = await readState(transaction, roundId, leg);
    if (begun === undefined) throw new Error('an open round without a state');
    const tools = await frame.toolsOf(open.tokenEpoch);
    const answered = await receiveAll(transaction, tools, begun, leg);
    const closed = await closeLeg(tools, answered);
    if (closed.phase === 'released') throw new TypeError('no leg ends in a release');
    await enterLeg(frame, transaction, closed, open.legTimes ?? defaultLegTimes);
    return true;
  });
}

async function receiveAll(
  queries: Queries,
  tools: ServerTools,
  begun: ServerState,
  leg: Leg,
): Promise<ServerState> {
  if (begun.phase !== 'reporting') {
    return receiveEach(tools, begun, readMessages(queries, begun.setup.roundId, leg, usualBytes));
  }
  const { state, left } = await receiveReportParts(queries, begun);
  const { roundId, dimension, bits } = begun.setup;
  return receiveEach(tools, state, readMessages(queries, roundId, leg, packedBytes(dimension, bits), left));
}

async function receiveEach(
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
