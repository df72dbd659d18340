import { signPublicFile } from '@parlour/private-aggregation';
import { clustersOf } from '@parlour/private-aggregation/queries';
import type { Bundle } from '@parlour/wire';
import type { Queries } from '../database/connect.ts';
import { addOperatorJob } from '../jobs/add-operator-job.ts';
import type { OperatorWork } from '../jobs/operator-work.ts';
import { addJob } from '../queue/add-job.ts';
import type { RoundFrame } from '../rounds/round-frame.ts';
import { keepModel } from './keep-model.ts';
import { releasedClusters } from './released-clusters.ts';
import { standingOf } from './served-models.ts';

/** Whether a sum of this bundle says what kinds of people there are. */
export const tellsOfClusters = ({ audience, queries }: Bundle): boolean =>
  audience === 'people' && queries.some((query) => clustersOf(query) !== undefined);

/** Asks the queue to make of the released sums what everybody downloads; several rounds that end at once are learned from at once. */
export const askToLearnClusters = (queries: Queries): Promise<void> =>
  addJob(queries, 'learn-clusters', {}, { key: 'learn-clusters', queue: 'operator', maxAttempts: 100 });

/** Makes a version of the clusters of all released sums, signs it and has it served. Again, it changes nothing. */
export async function learnClusters(frame: RoundFrame, work: OperatorWork): Promise<void> {
  const released = await releasedClusters(frame, frame.database);
  if (released === undefined) return;
  const { suite, signingSeed } = await frame.toolsOf(released.epoch);
  const made = await work.clusters(released, (text) => signPublicFile(suite, 'clusters', text, signingSeed));
  if (made === undefined) return;
  await frame.database.transaction(async (transaction) => {
    const { id } = await keepModel(transaction, made);
    const { promoted } = await standingOf(transaction, 'clusters');
    if (promoted !== id) await addOperatorJob(transaction, { kind: 'promote', modelId: id, share: 1 });
  });
}
