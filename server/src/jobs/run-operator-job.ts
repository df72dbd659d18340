import { ParlourError } from '@parlour/wire';
import type { JobResult, RejectedRow } from '@parlour/wire/api';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database, Queries } from '../database/connect.ts';
import { operatorJob, rejectedRow } from '../database/schema/operator-jobs.ts';
import { keepModel } from '../models/keep-model.ts';
import { notePromotion, servedAfter } from '../models/served-models.ts';
import { operatorError } from '../operators/operator-error.ts';
import { isDatabaseAway } from '../problems/is-database-away.ts';
import { cancellationOf } from './cancellation.ts';
import type { OnJobProgress, OperatorWork } from './operator-work.ts';
import { progressWriter } from './progress-writer.ts';

type Row = typeof operatorJob.$inferSelect;

/** Somebody else is at the catalogue: tried again by the queue, later and later. */
const laterCodes: ReadonlySet<string> = new Set(['catalogue/store-busy']);

/**
 * Does a job and writes down how far it is and what it came to. A job that was cut short is done again from the beginning;
 * one that is over is left alone.
 */
export async function runOperatorJob(database: Database, work: OperatorWork, id: string): Promise<void> {
  const [job] = await database
    .update(operatorJob)
    .set({ state: 'running', startedAt: sql`now()`, fraction: 0, step: null })
    .where(and(eq(operatorJob.id, id), inArray(operatorJob.state, ['waiting', 'running'])))
    .returning();
  if (job === undefined) return forgetCancelled(database, work, id);
  const progress = progressWriter(database, id);
  const cancellation = cancellationOf(database, id);
  const stop = () => Promise.all([progress.stop(), cancellation.stop()]);
  try {
    const end = await doJob(database, work, job, progress.on, cancellation.signal);
    await stop();
    await database.transaction(async (transaction) => {
      // An operator who has cancelled it meanwhile was told so.
      if (await isRunning(transaction, id)) await end(transaction);
    });
    await forgetCancelled(database, work, id);
  } catch (error) {
    await stop();
    if (cancellation.signal.aborted) return forgetCancelled(database, work, id);
    const isOurs = error instanceof ParlourError;
    if (isDatabaseAway(error) || (isOurs && laterCodes.has(error.code))) {
      await database
        .update(operatorJob)
        .set({ state: 'waiting', step: null })
        .where(and(eq(operatorJob.id, id), eq(operatorJob.state, 'running')));
      throw error;
    }
    const told = (isOurs ? error : operatorError('job-failed')).toPlain();
    await database
      .update(operatorJob)
      .set({ state: 'failed', endedAt: sql`now()`, error: told })
      .where(and(eq(operatorJob.id, id), eq(operatorJob.state, 'running')));
    // What is no refusal is for the log; tried again, the job is found to be over.
    if (!isOurs) throw error;
  }
}

/** Held until the transaction ends. */
async function isRunning(transaction: Queries, id: string): Promise<boolean> {
  const [job] = await transaction
    .select({ state: operatorJob.state })
    .from(operatorJob)
    .where(eq(operatorJob.id, id))
    .for('update');
  return job?.state === 'running';
}

/** Of a job that was cancelled nothing stays in the data folder, whether or not it had begun. */
async function forgetCancelled(database: Database, work: OperatorWork, id: string): Promise<void> {
  const cancelled = and(eq(operatorJob.id, id), eq(operatorJob.state, 'cancelled'));
  if ((await database.$count(operatorJob, cancelled)) > 0) await work.forget(id);
}

/** The transaction that ends a job: everything of its result, or nothing. */
type End = (transaction: Parameters<Parameters<Database['transaction']>[0]>[0]) => Promise<void>;

async function doJob(
  database: Database,
  work: OperatorWork,
  job: Row,
  onProgress: OnJobProgress,
  signal: AbortSignal,
): Promise<End> {
  const done = (transaction: Parameters<End>[0], result: JobResult) =>
    transaction
      .update(operatorJob)
      .set({ state: 'done', endedAt: sql`now()`, fraction: 1, step: null, result })
      .where(eq(operatorJob.id, job.id));
  if (job.import !== null) {
    const order = { job: job.id, options: job.import, url: job.url };
    const { result, rejected } = await work.import(order, onProgress, signal);
    return async (transaction) => {
      await keepRejected(transaction, job.id, rejected);
      await done(transaction, result);
    };
  }
  if (job.kind === 'train') {
    const trained = await work.train(onProgress, signal);
    return async (transaction) => {
      const { id } = await keepModel(transaction, trained);
      await done(transaction, { kind: 'train', model: id });
    };
  }
  const { id, modelId, share, isAutomatic } = job;
  const change = modelId === null ? undefined : { modelId, share: share ?? 1, job: id, isAutomatic };
  const served = change && (await servedAfter(database, change));
  const published = await work.publish(served, onProgress);
  return async (transaction) => {
    if (change) await notePromotion(transaction, change);
    await done(transaction, { kind: 'publish', ...published });
  };
}

async function keepRejected(
  transaction: Parameters<End>[0],
  jobId: string,
  rejected: readonly RejectedRow[],
): Promise<void> {
  await transaction.delete(rejectedRow).where(eq(rejectedRow.jobId, jobId));
  const rows = rejected.map((row, position) => ({ jobId, position, ...row }));
  while (rows.length > 0) await transaction.insert(rejectedRow).values(rows.splice(0, 1_000));
}
