import { sql } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import type { Leg } from './leg-times.ts';

/** Jobs of rounds, as the queue's tables hold them: names and ids, nothing of a device. */
export interface RoundJobs {
  'close-leg': { readonly round: string; readonly leg: Leg };
  unmask: { readonly round: string; readonly job: string };
  'finish-round': { readonly round: string };
}

interface JobTiming {
  /** Seconds from now, by the database's clock. */
  readonly inSeconds?: number;
  /** One job of a key at most. */
  readonly key: string;
  /** `replace`: the newest time counts; `keep`: the first. */
  readonly again?: 'replace' | 'keep';
}

/** Puts a job into the queue; with the transaction that calls it, or not at all. */
export async function addJob<Name extends keyof RoundJobs>(
  queries: Queries,
  name: Name,
  payload: RoundJobs[Name],
  { inSeconds = 0, key, again = 'replace' }: JobTiming,
): Promise<void> {
  const mode = again === 'keep' ? 'preserve_run_at' : 'replace';
  await queries.execute(sql`
    select from graphile_worker.add_job(
      ${name}, payload := ${JSON.stringify(payload)}::json, run_at := now() + make_interval(secs => ${inSeconds}),
      max_attempts := 25, job_key := ${key}, job_key_mode := ${mode})`);
}
