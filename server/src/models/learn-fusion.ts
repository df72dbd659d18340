import { signPublicFile } from '@parlour/private-aggregation';
import { asked, fusionWeightings, mostGain } from '@parlour/private-aggregation/queries';
import type { Bundle } from '@parlour/wire';
import type { Queries } from '../database/connect.ts';
import type { OperatorWork } from '../jobs/operator-work.ts';
import { addJob } from '../queue/add-job.ts';
import { hexOf } from '../rounds/ids.ts';
import type { RoundFrame } from '../rounds/round-frame.ts';
import { keepModel } from './keep-model.ts';
import { releasedSums, type ReleasedSum } from './released-sums.ts';
import { standingOf, versionOf } from './served-models.ts';
import { inputOf, isKnownRun, noteRun, sumsOrder } from './training-runs.ts';

/** Whether a sum of this bundle says how lists are to be mixed. */
export const tellsOfFusion = ({ audience, queries }: Bundle): boolean =>
  audience === 'people' && queries.some((query) => fusionWeightings(query) !== undefined);

/** Asks the queue to learn from the released sums; several rounds that end at once are learned from at once. */
export const askToLearnFusion = (queries: Queries): Promise<void> =>
  addJob(queries, 'learn-fusion', {}, { key: 'learn-fusion', queue: 'operator', maxAttempts: 100 });

/**
 * Learns from all released sums over the newest ways of mixing where lists are to begin, and notes the run. What passes its gate is signed
 * and kept as a version: a candidate, that an operator may promote. Again, it changes nothing.
 */
export async function learnFusion(frame: RoundFrame, work: OperatorWork): Promise<void> {
  const { database } = frame;
  const sums: ReleasedSum[] = [];
  for await (const released of releasedSums(frame, database, fusionWeightings)) {
    if (released.name === (sums[0] ?? released).name) sums.push(released);
  }
  const [newest] = sums;
  if (newest === undefined) return;
  const { promoted } = await standingOf(database, 'fusion');
  const parent = promoted === undefined ? undefined : hexOf((await versionOf(database, promoted)).sha256);
  const input = inputOf(sums, parent);
  if (await isKnownRun(database, 'fusion', input)) return;
  const { suite, signingSeed } = await frame.toolsOf(newest.epoch);
  const most = Math.max(...sums.map((sum) => mostGain(asked(sum.query, sum.asked))));
  const order = { ...sumsOrder(sums, parent), weightings: newest.name, most };
  const { made, ...run } = await work.fusion(order, (text) =>
    signPublicFile(suite, 'fusion', text, signingSeed),
  );
  await database.transaction(async (transaction) => {
    const modelId = made === undefined ? null : (await keepModel(transaction, made)).id;
    await noteRun(transaction, { kind: 'fusion', input, ...run, modelId });
  });
}
