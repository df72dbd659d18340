import { and, eq } from 'drizzle-orm';
import type { Database } from '../database/connect.ts';
import { operatorJob } from '../database/schema/operator-jobs.ts';

/** Milliseconds between looks whether a job was cancelled. */
const betweenLooks = 500;

export interface Cancellation {
  /** Aborts when the job was cancelled. */
  readonly signal: AbortSignal;
  stop(): Promise<void>;
}

/** Looks now and then whether an operator has cancelled a job; while the database is away it is not. */
export function cancellationOf(database: Database, id: string): Cancellation {
  const controller = new AbortController();
  let looking: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    const cancelled = and(eq(operatorJob.id, id), eq(operatorJob.state, 'cancelled'));
    if ((await database.$count(operatorJob, cancelled)) > 0) controller.abort();
  };
  const timer = setInterval(() => {
    looking ??= look()
      .catch(() => undefined)
      .finally(() => {
        looking = undefined;
      });
  }, betweenLooks).unref();
  return {
    signal: controller.signal,
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}
