import {
  type Adding,
  addUnmasked,
  isPlausibleSum,
  release,
  unmaskJobIds,
} from '@parlour/private-aggregation';
import { and, eq } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { round, unmaskPart } from '../database/schema/rounds.ts';
import { askToJudge, tellsOfQuality } from '../models/judge-experiments.ts';
import { askToLearnClusters, tellsOfClusters } from '../models/learn-clusters.ts';
import { askToLearnFusion, tellsOfFusion } from '../models/learn-fusion.ts';
import { askToLearnMoments, tellsOfMoments } from '../models/learn-moments.ts';
import { askToLearn, tellsOfPeople } from '../models/learn-popularity.ts';
import { askToLearnReports, tellsOfReports } from '../models/learn-reports.ts';
import { readAddingState } from './adding-states.ts';
import { endRound } from './end-round.ts';
import { ownBytes } from '../database/own-bytes.ts';
import { bytesOf } from './ids.ts';
import { planOfRound } from './plan-of-round.ts';
import type { RoundFrame } from './round-frame.ts';

/**
 * The last step: all parts are added, the sum is released, or discarded where it is longer than its bundle lets one of honest
 * devices be. One transaction; again, it changes nothing.
 */
export async function finishRound(frame: RoundFrame, id: string): Promise<void> {
  const roundId = bytesOf(id);
  await frame.database.transaction(async (transaction) => {
    const [open] = await transaction
      .select({ phase: round.phase, bundleHash: round.bundleHash, tokenEpoch: round.tokenEpoch })
      .from(round)
      .where(eq(round.id, roundId))
      .for('update');
    // Adding changes the state, so it is read for this step alone.
    const state = open?.phase === 'adding' ? await readAddingState(transaction, id) : undefined;
    if (open === undefined || state === undefined) return;
    for (const job of unmaskJobIds(state)) await addPart(transaction, state, roundId, job);
    const { sum, reports } = release(state);
    const { plan, bundle } = await planOfRound(frame, transaction, open);
    const isPlausible = isPlausibleSum(plan, sum, reports);
    const end = isPlausible
      ? { sum: new Uint8Array(sum.buffer), reports }
      : { abortReason: 'implausible-sum' };
    await endRound(frame, transaction, roundId, end);
    if (isPlausible && tellsOfPeople(bundle)) await askToLearn(transaction);
    if (isPlausible && tellsOfClusters(bundle)) await askToLearnClusters(transaction);
    if (isPlausible && tellsOfReports(bundle)) await askToLearnReports(transaction);
    if (isPlausible && tellsOfMoments(bundle)) await askToLearnMoments(transaction);
    if (isPlausible && tellsOfFusion(bundle)) await askToLearnFusion(transaction);
    if (isPlausible && tellsOfQuality(bundle)) await askToJudge(transaction);
  });
}

async function addPart(queries: Queries, state: Adding, roundId: Uint8Array, job: string): Promise<void> {
  const [part] = await queries
    .select({ words: unmaskPart.words })
    .from(unmaskPart)
    .where(and(eq(unmaskPart.roundId, roundId), eq(unmaskPart.jobId, job)));
  if (part) addUnmasked(state, job, new Uint32Array(ownBytes(part.words).buffer));
}
