import { sql } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import type { TaskName, TaskPayloads } from './tasks.ts';

export interface JobOptions {
  /** At most one job of this key waits; another replaces it. */
  readonly key?: string;
  /** Milliseconds from now, by the database's clock, before which it is not run. */
  readonly delay?: number;
  /** Where one of the key waits already: the new time counts (the rule), or the old. */
  readonly again?: 'replace' | 'keep';
  /** Jobs of one name of a queue run one after the other. */
  readonly queue?: string;
  /** Times it is tried before it is given up (default 25, over days). */
  readonly maxAttempts?: number;
}

/** Puts a job into the queue when the transaction that `queries` may be commits. */
export async function addJob<Name extends TaskName>(
  queries: Queries,
  name: Name,
  payload: TaskPayloads[Name],
  { key, delay = 0, again = 'replace', queue, maxAttempts }: JobOptions = {},
): Promise<void> {
  await queries.execute(sql`
    select graphile_worker.add_job(
      ${name}::text,
      payload => ${JSON.stringify(payload)}::json,
      queue_name => ${queue ?? null}::text,
      run_at => now() + ${delay} * interval '1 millisecond',
      max_attempts => ${maxAttempts ?? null}::int,
      job_key => ${key ?? null}::text,
      job_key_mode => ${again === 'keep' ? 'preserve_run_at' : 'replace'}::text
    )`);
}
