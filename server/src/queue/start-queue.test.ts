import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { connect, type Database } from '../database/connect.ts';
import { type FreshDatabase, freshDatabase } from '../database/testing/fresh-database.ts';
import { addJob } from './add-job.ts';
import { freeDeadWorkers, freeLostJobs } from './free-dead-workers.ts';
import { type Queue, startQueue } from './start-queue.ts';
import { type Tasks, tasksOn } from './tasks.ts';

const stuckWorker = fileURLToPath(new URL('./testing/stuck-worker.ts', import.meta.url));
const soon = { timeout: 50_000, interval: 20 };

let fresh: FreshDatabase;
let database: Database;
let queue: Queue | undefined;
let runs: number;
let failures: string[];

beforeAll(async () => {
  fresh = await freshDatabase();
  database = connect(fresh.address);
});
afterAll(async () => {
  await database.$client.end();
  await fresh.drop();
});
beforeEach(() => {
  runs = 0;
  failures = [];
});
afterEach(() => queue?.stop());

const count: Tasks['clean-up'] = async () => {
  runs += 1;
};
const start = async (cleanUp = count) => {
  queue = await startQueue({
    database,
    address: fresh.address,
    tasks: { ...tasksOn(database), 'clean-up': cleanUp },
    // Else one more job would come wherever a test meets a full five minutes.
    schedule: [],
    steadily: { atStart: [], everyMinute: [] },
    onFailure: (task) => failures.push(task),
  });
  return queue;
};
const allJobs = async () => (await database.execute(sql`select from graphile_worker.jobs`)).rows.length;
/** Without those that a queue makes when it starts. */
const jobs = async () =>
  (await database.execute(sql`select from graphile_worker.jobs where task_identifier = 'clean-up'`)).rows
    .length;

describe('the queue', () => {
  it('runs jobs of transactions that commit, and one of each key', async () => {
    const undone = database.transaction(async (transaction) => {
      await addJob(transaction, 'clean-up', {});
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await addJob(database, 'clean-up', {}, { key: 'one' });
    await addJob(database, 'clean-up', {}, { key: 'one' });
    await addJob(database, 'clean-up', {}, { delay: 3_600_000, key: 'later' });
    await start();
    await vi.waitFor(async () => expect(await jobs()).toBe(1), soon);
    expect(runs).toBe(1);
    await database.execute(sql`delete from graphile_worker._private_jobs`);
  });

  it('ends the jobs that it began before it stops', async () => {
    let begin = () => {};
    let end = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const held = new Promise<void>((resolve) => {
      end = resolve;
    });
    const running = await start(async () => {
      begin();
      await held;
      runs += 1;
    });
    await addJob(database, 'clean-up', {});
    await begun;
    const stopped = running.stop();
    end();
    await stopped;
    expect(runs).toBe(1);
    expect(await jobs()).toBe(0);
  });

  it('tells of a job that fails and keeps it', async () => {
    await start(() => Promise.reject(new Error('no')));
    await addJob(database, 'clean-up', {});
    await vi.waitFor(() => expect(failures).toEqual(['clean-up']), soon);
    await queue?.stop();
    expect(await jobs()).toBe(1);
    await database.execute(sql`delete from graphile_worker._private_jobs`);
  });

  it('goes on after all its connections broke', async () => {
    runs = 0;
    await queue?.stop();
    await database.execute(sql`delete from graphile_worker._private_jobs`);
    await start();
    await addJob(database, 'clean-up', {});
    await vi.waitFor(() => expect(runs).toBe(1), soon);
    // A job that is just being marked as failed when its connection breaks rejects inside the library, unheard.
    await vi.waitFor(async () => expect(await allJobs()).toBe(0), soon);
    await database.execute(
      sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
    await vi.waitFor(() => addJob(database, 'clean-up', {}), soon);
    // Three times where the line broke before the answer that the job was added.
    await vi.waitFor(() => expect(runs).toBeGreaterThan(1), { ...soon, timeout: 30_000 });
  });

  it('leaves a job to the worker that is at it, however long it takes', async () => {
    await database.execute(sql`delete from graphile_worker._private_jobs`);
    let end = () => {};
    const held = new Promise<void>((resolve) => {
      end = resolve;
    });
    await start(async () => {
      runs += 1;
      await held;
    });
    await addJob(database, 'clean-up', {});
    await vi.waitFor(() => expect(runs).toBe(1), soon);
    const client = new Client(fresh.address);
    await client.connect();
    await client.query(`update graphile_worker._private_jobs set locked_at = now() - interval '10 minutes'`);
    await freeDeadWorkers(client);
    const { rows } = await client.query<{ locked_by: string | null }>(
      'select locked_by from graphile_worker._private_jobs',
    );
    await client.end();
    expect(rows).toEqual([{ locked_by: expect.any(String) }]);
    end();
    await vi.waitFor(async () => expect(await jobs()).toBe(0), soon);
    expect(runs).toBe(1);
  });

  it('leaves a job alone that is taken while the dead are looked for', async () => {
    await database.execute(sql`delete from graphile_worker._private_jobs`);
    const client = new Client(fresh.address);
    await client.connect();
    // From here on the question's own time stands still.
    await client.query('begin');
    await client.query('select now()');
    await addJob(database, 'clean-up', {});
    await database.execute(
      sql`update graphile_worker._private_jobs set locked_by = 'a pool that begins', locked_at = now()`,
    );
    await freeDeadWorkers(client);
    await freeLostJobs(client, ['a pool that begins'], []);
    await client.query('commit');
    const { rows } = await client.query('select locked_by from graphile_worker._private_jobs');
    await client.end();
    expect(rows).toEqual([{ locked_by: 'a pool that begins' }]);
    await database.execute(sql`delete from graphile_worker._private_jobs`);
  });

  it('takes a job back that it has locked and does not know of', async () => {
    await database.execute(sql`delete from graphile_worker._private_jobs`);
    await start(async () => {
      runs += 1;
      // As after a line that broke when the job had been taken and the answer was not there yet.
      if (runs === 1) {
        await database.execute(sql`
          with own as (select locked_by from graphile_worker._private_jobs where locked_by is not null limit 1)
          insert into graphile_worker._private_jobs (task_id, payload, locked_by, locked_at)
          select (select id from graphile_worker._private_tasks where identifier = 'clean-up'), '{}', locked_by,
            now() - interval '1 minute' from own`);
      }
    });
    await addJob(database, 'clean-up', {});
    await vi.waitFor(() => expect(runs).toBe(2), soon);
    await vi.waitFor(async () => expect(await jobs()).toBe(0), soon);
  });

  it('takes over the job of a worker that was killed', async () => {
    const child = spawn(process.execPath, [stuckWorker, JSON.stringify(fresh.address)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await addJob(database, 'clean-up', {});
    await once(child.stdout, 'data');
    await start();
    child.kill('SIGKILL');
    await vi.waitFor(() => expect(runs).toBe(1), soon);
    await vi.waitFor(async () => expect(await jobs()).toBe(0), soon);
  });

  it('takes over the job of a dead worker that seems to have taken it in the future', async () => {
    await addJob(database, 'clean-up', {});
    await database.execute(
      sql`update graphile_worker._private_jobs set locked_by = 'nobody', locked_at = now() + interval '1 hour'`,
    );
    await start();
    await vi.waitFor(() => expect(runs).toBe(1), soon);
  });

  it('does its chores from the start', async () => {
    await database.execute(sql`delete from graphile_worker._private_jobs`);
    queue = await startQueue({
      database,
      address: fresh.address,
      tasks: { ...tasksOn(database), 'clean-up': count },
      schedule: [],
      steadily: { atStart: ['clean-up'], everyMinute: [] },
    });
    await vi.waitFor(() => expect(runs).toBe(1), soon);
  });

  it('forgets replicas that are gone', async () => {
    const hash = sql`decode(repeat('00', 32), 'hex')`;
    await database.execute(
      sql`insert into parlour.bundle (hash, signed, audience, cohort_size, minimum_reports) values (${hash}, '', 'simulation', 60, 50)`,
    );
    await database.execute(
      sql`insert into parlour.waiting values (gen_random_uuid(), ${hash}, 3, now() - interval '1 hour'), (gen_random_uuid(), ${hash}, 4, now())`,
    );
    await tasksOn(database)['clean-up']({});
    const { rows } = await database.execute(sql`select devices from parlour.waiting`);
    expect(rows).toEqual([{ devices: 4 }]);
  });
});
