import { listJobs, readJob, rejectedRows } from '../jobs/operator-jobs.ts';
import type { OperatorHandlers } from './operator-handlers.ts';
import type { OperatorOptions } from './operator-options.ts';

export const jobHandlers = ({
  frame: { database },
}: OperatorOptions): OperatorHandlers<'/api/operator/jobs'> => ({
  'GET /api/operator/jobs': ({ query }) => listJobs(database, query),
  'GET /api/operator/jobs/:id': ({ params }) => readJob(database, params.id),
  'GET /api/operator/jobs/:id/rejected': ({ params, query }) => rejectedRows(database, params.id, query),
});
