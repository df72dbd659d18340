import type { OperatorJob } from '@parlour/wire/api';
import { eq, sql } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { operatorJob } from '../database/schema/operator-jobs.ts';
import { operatorError } from '../operators/operator-error.ts';
import { asOperatorJob } from './operator-jobs.ts';

/**
 * Ends a job that has not ended, in a transaction: one that waits is never begun, one that runs is stopped by its worker within
 * seconds. Again, it changes nothing. Publishing is done whole, as it takes seconds and everybody is served what it writes.
 * @throws ParlourError `operators/unknown-job`, `-job-over`, `-job-whole`.
 */
export async function cancelJob(transaction: Queries, id: string): Promise<OperatorJob> {
  const [job] = await transaction.select().from(operatorJob).where(eq(operatorJob.id, id)).for('update');
  if (job === undefined) throw operatorError('unknown-job');
  if (job.state === 'cancelled') return asOperatorJob(job);
  if (job.endedAt !== null) throw operatorError('job-over');
  const isWhole = job.kind === 'publish' || job.kind === 'promote';
  if (job.state === 'running' && isWhole) throw operatorError('job-whole');
  const [cancelled] = await transaction
    .update(operatorJob)
    .set({ state: 'cancelled', endedAt: sql`now()`, step: null })
    .where(eq(operatorJob.id, id))
    .returning();
  return asOperatorJob(cancelled);
}
