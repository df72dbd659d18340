import { reportsList } from '@parlour/private-aggregation/queries';
import type { Bundle } from '@parlour/wire';
import type { Queries } from '../database/connect.ts';
import { addOperatorJob } from '../jobs/add-operator-job.ts';
import type { OperatorWork } from '../jobs/operator-work.ts';
import { addJob } from '../queue/add-job.ts';
import type { RoundFrame } from '../rounds/round-frame.ts';
import { keepModel } from './keep-model.ts';
import { releasedCounts } from './released-counts.ts';
import { standingOf } from './served-models.ts';

/** Whether a sum of this bundle says which titles people report. */
export const tellsOfReports = ({ audience, queries }: Bundle): boolean =>
  audience === 'people' && queries.some((query) => reportsList(query) !== undefined);

/** Asks the queue to make of the released sums what trust counts; several rounds that end at once are learned from at once. */
export const askToLearnReports = (queries: Queries): Promise<void> =>
  addJob(queries, 'learn-reports', {}, { key: 'learn-reports', queue: 'operator', maxAttempts: 100 });

/** Makes a version of what is reported of titles, of all released sums, and has it published. Again, it changes nothing. */
export async function learnReports(frame: RoundFrame, work: OperatorWork): Promise<void> {
  const sums = await releasedCounts(frame, frame.database, reportsList);
  const made = sums.length > 0 ? await work.reports(sums) : undefined;
  if (made === undefined) return;
  await frame.database.transaction(async (transaction) => {
    const { id } = await keepModel(transaction, made);
    const { promoted } = await standingOf(transaction, 'reports');
    if (promoted !== id) await addOperatorJob(transaction, { kind: 'promote', modelId: id, share: 1 });
  });
}
