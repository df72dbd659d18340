import type { Health } from '@parlour/wire/api';
import { sql } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';

/** What waits in the queue, runs, or was given up. Nothing of what jobs were told or why they failed. */
export async function queueHealth(queries: Queries): Promise<Health['queue']> {
  const { rows } = await queries.execute<{
    depth: number;
    oldest: number;
    running: number;
    later: number;
    retrying: number;
  }>(sql`
    select
      (count(*) filter (where ready))::int as depth,
      coalesce(max(extract(epoch from now() - run_at) * 1000) filter (where ready), 0)::float8 as oldest,
      (count(*) filter (where locked_at is not null))::int as running,
      (count(*) filter (where locked_at is null and run_at > now()))::int as later,
      (count(*) filter (where last_error is not null and attempts < max_attempts))::int as retrying
    from (
      select *, locked_at is null and run_at <= now() and attempts < max_attempts as ready
      from graphile_worker.jobs
    ) as job`);
  const failed = await queries.execute<{ task: string; jobs: number; last: number }>(sql`
    select task_identifier as task, count(*)::int as jobs,
      (extract(epoch from max(updated_at)) * 1000)::float8 as last
    from graphile_worker.jobs where attempts >= max_attempts and locked_at is null
    group by task_identifier order by task_identifier`);
  const [{ depth, oldest, running, later, retrying }] = rows;
  return {
    depth,
    oldestMs: Math.round(Math.max(0, oldest)),
    running,
    later,
    retrying,
    failed: failed.rows.map(({ task, jobs, last }) => ({ task, jobs, lastAt: Math.round(last) })),
  };
}
