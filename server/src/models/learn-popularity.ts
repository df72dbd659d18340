import { popularityList } from '@parlour/private-aggregation/queries';
import type { Bundle } from '@parlour/wire';
import type { Queries } from '../database/connect.ts';
import { addOperatorJob } from '../jobs/add-operator-job.ts';
import type { OperatorWork } from '../jobs/operator-work.ts';
import { addJob } from '../queue/add-job.ts';
import type { RoundFrame } from '../rounds/round-frame.ts';
import { keepModel } from './keep-model.ts';
import { releasedCounts } from './released-counts.ts';
import { standingOf } from './served-models.ts';

/** Whether a sum of this bundle says what people watch. */
export const tellsOfPeople = ({ audience, queries }: Bundle): boolean =>
  audience === 'people' && queries.some((query) => popularityList(query) !== undefined);

/** Asks the queue to make of the released sums what everybody downloads; several rounds that end at once are learned from at once. */
export const askToLearn = (queries: Queries): Promise<void> =>
  addJob(queries, 'learn-popularity', {}, { key: 'learn-popularity', queue: 'operator', maxAttempts: 100 });

/** Makes a version of the popularity model of all released sums and has it served. Again, it changes nothing. */
export async function learnPopularity(frame: RoundFrame, work: OperatorWork): Promise<void> {
  const sums = await releasedCounts(frame, frame.database, popularityList);
  const made = sums.length > 0 ? await work.popularity(sums) : undefined;
  if (made === undefined) return;
  await frame.database.transaction(async (transaction) => {
    const { id } = await keepModel(transaction, made);
    const { promoted } = await standingOf(transaction, 'popularity');
    if (promoted !== id) await addOperatorJob(transaction, { kind: 'promote', modelId: id, share: 1 });
  });
}
