import { cancelJob } from '../jobs/cancel-job.ts';
import { listJobs, readJob, rejectedRows } from '../jobs/operator-jobs.ts';
import type { OperatorHandlers } from './operator-handlers.ts';
import type { OperatorOptions } from './operator-options.ts';

export const jobHandlers = ({
  frame: { database },
}: OperatorOptions): OperatorHandlers<'/api/operator/jobs'> => ({
  'GET /api/operator/jobs': ({ query }) => listJobs(database, query),
  'GET /api/operator/jobs/:id': ({ params }) => readJob(database, params.id),
  'POST /api/operator/jobs/:id/cancel': ({ params: { id }, note }) =>
    database.transaction(async (transaction) => {
      const job = await cancelJob(transaction, id);
      const detail = { kind: job.kind, hadBegun: job.startedAt !== null };
      await note(transaction, { action: 'job/cancel', subject: id, detail });
      return job;
    }),
  'GET /api/operator/jobs/:id/rejected': ({ params, query }) => rejectedRows(database, params.id, query),
});
