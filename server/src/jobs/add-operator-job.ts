import type { ImportOptions, OperatorJob } from '@parlour/wire/api';
import type { Queries } from '../database/connect.ts';
import { operatorJob } from '../database/schema/operator-jobs.ts';
import { addJob } from '../queue/add-job.ts';
import { asOperatorJob } from './operator-jobs.ts';

/** What is to be done. An import's file is fetched from `url`, or lies in the data folder under the id. */
export type JobOrder =
  | { readonly kind: 'import'; readonly id?: string; readonly import: ImportOptions; readonly url?: string }
  | { readonly kind: 'publish' }
  | {
      readonly kind: 'promote';
      readonly modelId: string;
      readonly share: number;
      readonly isAutomatic?: boolean;
    }
  | { readonly kind: 'train' };

/** Asks the queue for work; one after the other, in the order in which they were asked for. */
export async function addOperatorJob(queries: Queries, order: JobOrder): Promise<OperatorJob> {
  const [made] = await queries.insert(operatorJob).values(order).returning();
  await addJob(
    queries,
    'operator-job',
    { job: made.id },
    { key: `operator ${made.id}`, queue: 'operator', maxAttempts: 100 },
  );
  return asOperatorJob(made);
}
