import type { Client } from 'pg';

/** Advisory locks of the queue (two-number form): each pool of workers holds one, of its name, for as long as it lives. */
const room = 0x71756575;

/**
 * Seconds that a job is left alone although its worker is not seen: it may just come or come back. One that was taken in the
 * future was taken before the clock was set back; by less than this it was only taken while the question was on its way.
 */
const grace = 5;

/** Says that a pool of workers lives, by the name that jobs are locked with, until the connection ends. */
export async function sayAlive(client: Client, worker: string): Promise<void> {
  await client.query('select pg_advisory_lock_shared($1, hashtext($2))', [room, worker]);
}

/**
 * Gives the jobs of workers that were killed back to the queue; else they would stay locked for hours. Whether a worker
 * lives is asked of PostgreSQL, whose locks end with the process that holds them.
 */
export async function freeDeadWorkers(client: Client): Promise<void> {
  await client.query(
    `with dead as (
       select distinct locked_by from (
         select locked_by, locked_at from graphile_worker._private_jobs
         union all select locked_by, locked_at from graphile_worker._private_job_queues
       ) as taken
       where locked_by is not null and locked_at not between now() - $2 * interval '1 second' and now() + $2 * interval '1 second'
         and not exists (
           select from pg_locks
           where locktype = 'advisory' and granted
             and database = (select oid from pg_database where datname = current_database())
             and classid::bigint = $1::bigint
             and objid::bigint = hashtext(locked_by)::bigint & 4294967295
         )
     )
     select graphile_worker.force_unlock_workers(array_agg(locked_by)) from dead having count(*) > 0`,
    [room, grace],
  );
}

/**
 * Gives back jobs that are locked by our own pools and that none of their workers is at: the line broke after a job was
 * taken and before the answer came, or a pool gave up.
 * @param pools names of all pools of this process, of the past too. @param active ids of the jobs being run now.
 */
export async function freeLostJobs(
  client: Client,
  pools: readonly string[],
  active: readonly string[],
): Promise<void> {
  await client.query(
    `update graphile_worker._private_jobs
     set locked_by = null, locked_at = null, run_at = greatest(run_at, now())
     where locked_by = any($1::text[]) and not id = any($2::bigint[])
       and (locked_at < now() - $3 * interval '1 second' or locked_at > now() + $3 * interval '1 second')`,
    [pools, active, grace],
  );
}
