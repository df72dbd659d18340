import { momentsBasis } from '@parlour/private-aggregation/queries';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import type { Bundle } from '@parlour/wire';
import type { Queries } from '../database/connect.ts';
import type { OperatorWork } from '../jobs/operator-work.ts';
import { addJob } from '../queue/add-job.ts';
import { bytesOf, hexOf } from '../rounds/ids.ts';
import type { RoundFrame } from '../rounds/round-frame.ts';
import { readAggregatorKey } from '../tokens/aggregator-key.ts';
import { keepModel } from './keep-model.ts';
import { releasedSums, type ReleasedSum } from './released-sums.ts';
import { standingOf, versionOf } from './served-models.ts';
import { inputOf, isKnownRun, noteRun, sumsOrder } from './training-runs.ts';

/** Whether a sum of this bundle says how titles go together for people. */
export const tellsOfMoments = ({ audience, queries }: Bundle): boolean =>
  audience === 'people' && queries.some((query) => momentsBasis(query) !== undefined);

/** Asks the queue to learn from the released sums; several rounds that end at once are learned from at once. */
export const askToLearnMoments = (queries: Queries): Promise<void> =>
  addJob(queries, 'learn-moments', {}, { key: 'learn-moments', queue: 'operator', maxAttempts: 100 });

/**
 * Learns a model from all released sums over the newest basis, and notes the run. What passes its gate is signed and kept as a
 * version: a candidate, that an operator may promote. Again, it changes nothing.
 */
export async function learnMoments(frame: RoundFrame, work: OperatorWork): Promise<void> {
  const { database } = frame;
  const sums: ReleasedSum[] = [];
  for await (const released of releasedSums(frame, database, momentsBasis)) {
    if (released.name === (sums[0] ?? released).name) sums.push(released);
  }
  if (sums.length === 0) return;
  const { promoted } = await standingOf(database, 'moments');
  const parent = promoted === undefined ? undefined : hexOf((await versionOf(database, promoted)).sha256);
  const input = inputOf(sums, parent);
  if (await isKnownRun(database, 'moments', input)) return;
  const { draft, ...run } = await work.moments({ ...sumsOrder(sums, parent), basis: sums[0].name });
  if (draft === undefined) {
    await noteRun(database, { kind: 'moments', input, ...run, modelId: null });
    return;
  }
  const { signingSeed, publicKey } = await readAggregatorKey(database);
  const signature = hexOf(await nodeSuite.sign(signingSeed, bytesOf(draft.toSign)));
  const made = await work.sealMoments(draft.sha256, { key: hexOf(publicKey), signature });
  await database.transaction(async (transaction) => {
    const { id } = await keepModel(transaction, made);
    await noteRun(transaction, { kind: 'moments', input, ...run, modelId: id });
  });
}
