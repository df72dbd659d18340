import { and, eq } from 'drizzle-orm';
import type { Database } from '../database/connect.ts';
import { operatorJob } from '../database/schema/operator-jobs.ts';
import type { OnJobProgress } from './operator-work.ts';

/** Milliseconds between two notes of how far a job is. */
const everyMs = 500;

/** Writes down how far a job is, at most twice a second; what cannot be written is not missed. */
export function progressWriter(
  database: Database,
  id: string,
): { readonly on: OnJobProgress; stop(): Promise<void> } {
  let last: { readonly fraction: number; readonly step: string } | undefined;
  let writing: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    if (last === undefined || writing !== undefined) return;
    const told = last;
    last = undefined;
    writing = database
      .update(operatorJob)
      .set(told)
      .where(and(eq(operatorJob.id, id), eq(operatorJob.state, 'running')))
      .catch(() => undefined)
      .finally(() => {
        writing = undefined;
      });
  }, everyMs).unref();
  return {
    on: (fraction, step) => {
      last = { fraction, step };
    },
    async stop() {
      clearInterval(timer);
      await writing;
    },
  };
}
