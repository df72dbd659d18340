import { and, isNotNull, sql } from 'drizzle-orm';
import type { Database } from '../database/connect.ts';
import { operatorJob } from '../database/schema/operator-jobs.ts';

/** Forgets jobs, and the rows they left out, a year after they ended. */
export async function forgetJobs(database: Database): Promise<void> {
  await database
    .delete(operatorJob)
    .where(and(isNotNull(operatorJob.endedAt), sql`${operatorJob.endedAt} < now() - interval '1 year'`));
}
