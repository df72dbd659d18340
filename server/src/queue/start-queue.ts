import { EventEmitter } from 'node:events';
import { availableParallelism } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { Logger, parseCronItems, type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import type { Database, DatabaseAddress } from '../database/connect.ts';
import { steadyClient } from '../database/steady-client.ts';
import { addJob } from './add-job.ts';
import { freeDeadWorkers, freeLostJobs, sayAlive } from './free-dead-workers.ts';
import { atStart, type Chore, everyMinute, schedule, type Tasks } from './tasks.ts';

export interface QueueOptions {
  readonly database: Database;
  readonly address: DatabaseAddress;
  readonly tasks: Tasks;
  /** When jobs are made by themselves (default: the product's own times). */
  readonly schedule?: typeof schedule;
  /** What is done when it starts and every minute from then on (default: the product's own). */
  readonly steadily?: { readonly atStart: readonly Chore[]; readonly everyMinute: readonly Chore[] };
  /** Jobs at once in this process (default: one a processor, and two at the least). */
  readonly concurrency?: number;
  /** Told of each job that failed: its task, and what it threw. It is tried again later. */
  readonly onFailure?: (task: string, error: unknown) => void;
}

/** The queue's worker of one process. */
export interface Queue {
  /** Takes no more jobs, and resolves when those begun are done. */
  stop(): Promise<void>;
}

/** Milliseconds between looks for workers that were killed, and before another try when the database was away. */
const betweenLooks = 2_000;

/** Works on jobs until stopped, through anything that happens to the database meanwhile. */
export async function startQueue(options: QueueOptions): Promise<Queue> {
  const stopping = new AbortController();
  const pools = new Set<string>();
  const active = new Set<string>();
  const steady = await steadyClient(options.address, async (client) => {
    for (const pool of pools) await sayAlive(client, pool);
  });
  let said = Promise.resolve();
  const events: WorkerEvents = new EventEmitter();
  events.on('pool:create', ({ workerPool: { id } }) => {
    pools.add(id);
    said = said.then(async () => {
      const client = steady.current();
      // Without a connection it is said when there is one again.
      if (client) await sayAlive(client, id).catch(() => undefined);
    });
  });
  events.on('job:start', ({ job }) => active.add(job.id));
  events.on('job:complete', ({ job }) => active.delete(job.id));
  events.on('job:error', ({ job, error }) => options.onFailure?.(job.task_identifier, error));

  const start = () =>
    run({
      pgPool: options.database.$client,
      taskList: taskList(options.tasks),
      parsedCronItems: parseCronItems(
        (options.schedule ?? schedule).map((item) => ({ ...item, options: { backfillPeriod: 0 } })),
      ),
      concurrency: options.concurrency ?? Math.max(2, availableParallelism()),
      noHandleSignals: true,
      logger: new Logger(() => () => undefined),
      events,
    });
  let runner: Runner = await start();
  const steadily = options.steadily ?? { atStart, everyMinute };
  const ask = async (chores: readonly Chore[]) => {
    for (const chore of chores) await addJob(options.database, chore, {}, { key: chore });
  };
  await ask(steadily.atStart);

  const running = keepRunning();
  const looking = look();

  /** The library gives up on some failures of the database; we don't. */
  async function keepRunning(): Promise<void> {
    while (!stopping.signal.aborted) {
      await runner.promise.catch(() => undefined);
      active.clear();
      while (!stopping.signal.aborted) {
        await wait();
        const next = stopping.signal.aborted ? undefined : await start().catch(() => undefined);
        if (!next) continue;
        runner = next;
        break;
      }
    }
  }

  async function look(): Promise<void> {
    for (let looks = 1; !stopping.signal.aborted; looks += 1) {
      const client = steady.current();
      if (client) {
        await freeDeadWorkers(client).catch(() => undefined);
        await freeLostJobs(client, [...pools], [...active]).catch(() => undefined);
      }
      if ((looks * betweenLooks) % 60_000 === 0) await ask(steadily.everyMinute).catch(() => undefined);
      await wait();
    }
  }

  const wait = () => pause(betweenLooks, undefined, { signal: stopping.signal }).catch(() => undefined);

  return {
    async stop() {
      stopping.abort();
      await runner.stop().catch(() => undefined);
      await Promise.all([running, looking]);
      await steady.close();
    },
  };
}

/** Payloads come from `addJob`, which types them; PostgreSQL gives back what it was given. */
function taskList(tasks: Tasks): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [name, (payload: unknown) => task(payload as never)]),
  );
}
