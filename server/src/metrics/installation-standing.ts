import { sql } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';

/** What the database knows of the whole installation; the same from every replica. */
export interface InstallationStanding {
  readonly openRounds: readonly { readonly phase: string; readonly rounds: number }[];
  /** `reason`: why they ended without a sum, or `none`. */
  readonly endedRounds: readonly {
    readonly outcome: 'released' | 'aborted';
    readonly reason: string;
    readonly rounds: number;
  }[];
  readonly devicesWaiting: number;
  readonly jobs: {
    readonly ready: number;
    readonly running: number;
    readonly later: number;
    readonly failed: number;
  };
  /** Seconds that the oldest job that could run has not been begun. */
  readonly oldestReadySeconds: number;
  readonly databaseBytes: number;
  readonly databaseConnections: number;
}

/** Asks in one statement, so that a scrape costs one round trip. */
export async function installationStanding(queries: Queries): Promise<InstallationStanding> {
  const { rows } = await queries.execute<{ standing: InstallationStanding }>(sql`
    with jobs as (
      select run_at, locked_at, attempts < max_attempts as can_run from graphile_worker._private_jobs)
    select json_build_object(
      'openRounds', (select coalesce(json_agg(open), '[]') from (
        select phase, count(*)::int as rounds from parlour.round where ended_at is null group by phase) as open),
      'endedRounds', (select coalesce(json_agg(ended), '[]') from (
        select phase as outcome, coalesce(abort_reason, 'none') as reason, count(*)::int as rounds
        from parlour.round where ended_at is not null group by 1, 2) as ended),
      'devicesWaiting', (select coalesce(sum(devices), 0)::int from parlour.waiting),
      'jobs', (select json_build_object(
        'ready', count(*) filter (where can_run and locked_at is null and run_at <= now()),
        'running', count(*) filter (where locked_at is not null),
        'later', count(*) filter (where can_run and locked_at is null and run_at > now()),
        'failed', count(*) filter (where not can_run)) from jobs),
      'oldestReadySeconds', (select coalesce(extract(epoch from now() - min(run_at)), 0)::float8 from jobs
        where can_run and locked_at is null and run_at <= now()),
      'databaseBytes', pg_database_size(current_database()),
      'databaseConnections', (select count(*)::int from pg_stat_activity where datname = current_database())
    ) as standing`);
  return rows[0].standing;
}
