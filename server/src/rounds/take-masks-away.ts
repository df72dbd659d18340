import { refusal, runUnmaskJob, unmaskJob, unmaskJobIds } from '@parlour/private-aggregation';
import { ParlourError } from '@parlour/wire';
import { eq, sql } from 'drizzle-orm';
import { round, unmaskPart } from '../database/schema/rounds.ts';
import type { AddingStates } from './adding-states.ts';
import { endRound } from './end-round.ts';
import { bytesOf } from './ids.ts';
import { addJob } from '../queue/add-job.ts';
import type { RoundFrame } from './round-frame.ts';
import type { Unmasking } from './unmask-threads.ts';

/**
 * One job of the unmasking, by any queue worker: computes its part and stores it; whoever stores the last part asks for
 * the round to be finished. The same job again changes nothing.
 */
export async function takeMasksAway(
  frame: RoundFrame,
  adding: AddingStates,
  id: string,
  job: string,
  unmasking?: Unmasking,
): Promise<void> {
  const roundId = bytesOf(id);
  const [open] = await frame.database
    .select({ phase: round.phase, tokenEpoch: round.tokenEpoch })
    .from(round)
    .where(eq(round.id, roundId));
  const state = open?.phase === 'adding' ? await adding(frame.database, id) : undefined;
  if (open === undefined || state === undefined) return;
  const ids = unmaskJobIds(state);
  if (!ids.includes(job)) throw refusal('malformed-message', 'job');
  const { suite } = await frame.toolsOf(open.tokenEpoch);
  let words: Uint32Array<ArrayBuffer>;
  try {
    const work = unmaskJob(state, job);
    words = await (unmasking ? unmasking(work) : runUnmaskJob(suite, work));
  } catch (wrong) {
    if (!(wrong instanceof ParlourError)) throw wrong;
    const abortReason = wrong.code.replace(/^aggregation\//, '');
    return frame.database.transaction((transaction) =>
      endRound(frame, transaction, roundId, { abortReason }),
    );
  }
  await frame.database.transaction(async (transaction) => {
    const [still] = await transaction
      .select({ phase: round.phase })
      .from(round)
      .where(eq(round.id, roundId))
      .for('no key update');
    if (still?.phase !== 'adding') return;
    const bytes = new Uint8Array(words.buffer);
    await transaction.insert(unmaskPart).values({ roundId, jobId: job, words: bytes }).onConflictDoNothing();
    const [{ parts }] = await transaction
      .select({ parts: sql<number>`count(*)::int` })
      .from(unmaskPart)
      .where(eq(unmaskPart.roundId, roundId));
    if (parts === ids.length)
      await addJob(transaction, 'finish-round', { round: id }, { key: `finish ${id}` });
  });
}
