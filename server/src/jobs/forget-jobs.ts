import { and, isNotNull, sql } from 'drizzle-orm';
import { appendAudit, ownSchedule } from '../audit/append-audit.ts';
import type { Database } from '../database/connect.ts';
import { operatorJob } from '../database/schema/operator-jobs.ts';

/** Forgets jobs, and the rows they left out, a year after they ended. */
export async function forgetJobs(database: Database): Promise<void> {
  await database.transaction(async (transaction) => {
    const forgotten = await transaction
      .delete(operatorJob)
      .where(and(isNotNull(operatorJob.endedAt), sql`${operatorJob.endedAt} < now() - interval '1 year'`))
      .returning({ one: sql`1` });
    if (forgotten.length === 0) return;
    const detail = { jobs: forgotten.length };
    await appendAudit(transaction, { actor: ownSchedule, action: 'job/forget', detail });
  });
}
