import type { JobPage, JobQuery, OperatorJob, RejectedPage, RejectedQuery } from '@parlour/wire/api';
import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { operatorJob, rejectedRow } from '../database/schema/operator-jobs.ts';
import { operatorError } from '../operators/operator-error.ts';

/** The newest jobs, a page of them. */
export async function listJobs(queries: Queries, { limit, after, kind }: JobQuery): Promise<JobPage> {
  const rows = await queries
    .select()
    .from(operatorJob)
    .where(
      and(
        after === undefined
          ? undefined
          : sql`(${operatorJob.createdAt}, ${operatorJob.id}) < (select created_at, id from ${operatorJob} as last where id = ${after})`,
        kind === undefined ? undefined : eq(operatorJob.kind, kind),
      ),
    )
    .orderBy(desc(operatorJob.createdAt), desc(operatorJob.id))
    .limit(limit + 1);
  const jobs = rows.slice(0, limit).map(asOperatorJob);
  return { jobs, next: rows.length > limit ? (jobs.at(-1)?.id ?? null) : null };
}

/** @throws ParlourError `operators/unknown-job`. */
export async function readJob(queries: Queries, id: string): Promise<OperatorJob> {
  const [found] = await queries.select().from(operatorJob).where(eq(operatorJob.id, id));
  if (found === undefined) throw operatorError('unknown-job');
  return asOperatorJob(found);
}

/** @throws ParlourError `operators/unknown-job`. */
export async function rejectedRows(
  queries: Queries,
  id: string,
  { limit, offset }: RejectedQuery,
): Promise<RejectedPage> {
  await readJob(queries, id);
  const rows = await queries
    .select({ file: rejectedRow.file, line: rejectedRow.line, reason: rejectedRow.reason })
    .from(rejectedRow)
    .where(eq(rejectedRow.jobId, id))
    .orderBy(asc(rejectedRow.position))
    .limit(limit)
    .offset(offset);
  return { rows, kept: await queries.$count(rejectedRow, eq(rejectedRow.jobId, id)) };
}

export function asOperatorJob(row: typeof operatorJob.$inferSelect): OperatorJob {
  const { id, kind, state, step, fraction, result, error } = row;
  return {
    id,
    kind,
    import: row.import,
    model: row.modelId,
    state,
    step,
    fraction: Math.min(1, Math.max(0, fraction)),
    createdAt: row.createdAt.getTime(),
    startedAt: row.startedAt?.getTime() ?? null,
    endedAt: row.endedAt?.getTime() ?? null,
    result,
    error,
  };
}
