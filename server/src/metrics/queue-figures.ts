import { type SQL, sql } from 'drizzle-orm';

/** The queue at a moment. Nothing of what jobs were told or why they failed. */
export interface QueueFigures {
  /** Jobs that could run now and nobody has begun, and the seconds for which the oldest of them could have. */
  readonly ready: number;
  readonly oldestReadySeconds: number;
  readonly running: number;
  /** Not due yet. */
  readonly later: number;
  /** Failed before, and to be tried again. */
  readonly retrying: number;
  /** Given up, by task; `lastAt` Unix milliseconds. */
  readonly failed: readonly { readonly task: string; readonly jobs: number; readonly lastAt: number }[];
}

/** `QueueFigures` as a JSON expression: the one statement of what counts as what. */
export const queueFigures: SQL = sql`(
  with job as (
    select task_identifier as task, run_at, updated_at, last_error, locked_at is not null as is_locked,
      attempts < max_attempts as can_run
    from graphile_worker.jobs),
  ready as (select run_at from job where can_run and not is_locked and run_at <= now()),
  failed as (
    select task, count(*)::int as jobs, (extract(epoch from max(updated_at)) * 1000)::bigint as "lastAt"
    from job where not can_run and not is_locked group by task order by task)
  select json_build_object(
    'ready', (select count(*)::int from ready),
    'oldestReadySeconds', (select coalesce(greatest(0, extract(epoch from now() - min(run_at))), 0)::float8 from ready),
    'running', (select count(*)::int from job where is_locked),
    'later', (select count(*)::int from job where can_run and not is_locked and run_at > now()),
    'retrying', (select count(*)::int from job where can_run and last_error is not null),
    'failed', (select coalesce(json_agg(failed), '[]') from failed)))`;
