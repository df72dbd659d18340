import { type ServerState, serverStateToBytes, unmaskJobIds } from '@parlour/private-aggregation';
import type { LegTimes } from '@parlour/wire';
import { eq, sql } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { notify } from '../database/notifications.ts';
import { reportPart, round, roundState } from '../database/schema/rounds.ts';
import { endRound } from './end-round.ts';
import { hexOf } from './ids.ts';
import { isLeg } from './leg-times.ts';
import { addJob } from '../queue/add-job.ts';
import type { RoundFrame } from './round-frame.ts';

/**
 * Brings a round to a state, in the transaction that closes the leg before (or makes the round): the state is stored, the
 * queue is told what comes next, and all replicas that there is something new.
 */
export async function enterLeg(
  frame: Pick<RoundFrame, 'free'>,
  queries: Queries,
  state: Exclude<ServerState, { phase: 'released' }>,
  { deadline }: LegTimes,
): Promise<void> {
  const { roundId } = state.setup;
  const id = hexOf(roundId);
  if (state.phase === 'aborted') return endRound(frame, queries, roundId, { abortReason: state.reason });
  const seconds = isLeg(state.phase) ? deadline[state.phase] : 0;
  await queries.delete(roundState).where(eq(roundState.roundId, roundId));
  if (state.phase === 'confirming') await queries.delete(reportPart).where(eq(reportPart.roundId, roundId));
  await queries.insert(roundState).values({ roundId, phase: state.phase, state: serverStateToBytes(state) });
  await queries
    .update(round)
    .set({
      phase: state.phase,
      ...('clients' in state && state.phase !== 'advertising' && { members: state.clients.length }),
      legOpenedAt: sql`now()`,
      legClosesAt: sql`now() + make_interval(secs => ${seconds})`,
    })
    .where(eq(round.id, roundId));
  if (isLeg(state.phase)) {
    const key = `close ${id} ${state.phase}`;
    await addJob(queries, 'close-leg', { round: id, leg: state.phase }, { delay: 1_000 * seconds, key });
  } else if (state.phase === 'adding') {
    for (const job of unmaskJobIds(state)) {
      await addJob(queries, 'unmask', { round: id, job }, { key: `unmask ${id} ${job}` });
    }
  }
  await notify(queries, 'round', id);
}
