import type { ScheduleTimes } from '@parlour/wire/api';
import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { connect, type Database } from '../database/connect.ts';
import { tokenEpoch } from '../database/schema/keys.ts';
import { operatorJob } from '../database/schema/operator-jobs.ts';
import { round } from '../database/schema/rounds.ts';
import { schedule } from '../database/schema/schedules.ts';
import { type FreshDatabase, freshDatabase } from '../database/testing/fresh-database.ts';
import { auditPage } from '../audit/audit-log.ts';
import { publish, retire } from '../operators/publish.ts';
import { addJob } from '../queue/add-job.ts';
import { type Queue, startQueue } from '../queue/start-queue.ts';
import { tasksOn } from '../queue/tasks.ts';
import { bytesOf } from '../rounds/ids.ts';
import { roundFrameOn } from '../rounds/round-frame-on.ts';
import { roundBundle } from '../rounds/test/round-bundle.ts';
import { epochAt } from '../tokens/epoch-at.ts';
import { forgetJobs } from '../jobs/forget-jobs.ts';
import { forgetEpochs } from '../tokens/forget-epochs.ts';
import { makeEpochKeys } from '../tokens/make-epoch-keys.ts';
import { nextTime } from './next-time.ts';
import { runDueSchedules } from './run-due.ts';
import { addSchedule, allSchedules, removeSchedule, switchSchedule } from './schedules.ts';

let fresh: FreshDatabase;
let database: Database;
const workers: Database[] = [];

beforeAll(async () => {
  fresh = await freshDatabase();
  database = connect(fresh.address);
  for (let i = 0; i < 4; i += 1) workers.push(connect(fresh.address));
  await makeEpochKeys(database);
});
afterAll(async () => {
  for (const each of [database, ...workers]) await each.$client.end();
  await fresh.drop();
});

const everyMinute: ScheduleTimes = { kind: 'interval', minutes: 1 };
const makeDue = (id: string) =>
  database.update(schedule).set({ nextAt: sql`now() - interval '1 second'` }).where(eq(schedule.id, id));
/** All workers at once, as their cron has them. */
const runAll = () => Promise.all(workers.map((worker) => runDueSchedules(roundFrameOn(worker))));
const asked = (expiry: number) => ({ ...roundBundle, epoch: epochAt(new Date()).id, expiry });

/** What the audit log has of a schedule, the oldest first; none: of the server's own. */
const changesBy = async (id: string | null) =>
  (await auditPage(database, { limit: 100 })).entries
    .filter(({ actor }) => actor.kind === 'schedule' && actor.id === id)
    .map(({ action, subject, detail }) => ({ action, subject, detail }))
    .toReversed();

describe('what is due', () => {
  it('is done once, however many workers see it, and not twice at a time', async () => {
    const { hash } = await publish(database, asked(Date.now() + 3_600_000));
    const { id } = await addSchedule(database, { work: { kind: 'round', bundle: hash }, times: everyMinute });
    await runAll();
    expect(await database.$count(round)).toBe(0);
    await makeDue(id);
    await runAll();
    expect(await database.select({ by: round.madeBy }).from(round)).toEqual([{ by: 'schedule' }]);
    const [once] = await allSchedules(database);
    expect(once).toMatchObject({ enabled: true, lastResult: 'done' });
    expect(once.nextAt ?? 0).toBeGreaterThan(once.lastAt ?? 0);
    // Devices that wait would be split between two rounds.
    await makeDue(id);
    await runAll();
    expect(await database.$count(round)).toBe(1);
    expect((await allSchedules(database))[0].lastResult).toBe('schedules/round-open');
    await retire(database, bytesOf(hash));
    await database.update(round).set({ phase: 'aborted', abortReason: 'by-operator', endedAt: sql`now()` });
    await makeDue(id);
    await runAll();
    expect(await allSchedules(database)).toMatchObject([
      { enabled: false, nextAt: null, lastResult: 'aggregation/bundle-unknown' },
    ]);
    // By the schedule, what it did and that it does it no more; what it left undone is no change.
    expect(await changesBy(id)).toEqual([
      { action: 'round/start', subject: expect.stringMatching(/^[0-9a-f]{64}$/), detail: { bundle: hash } },
      {
        action: 'schedule/switch',
        subject: id,
        detail: { enabled: false, why: 'aggregation/bundle-unknown' },
      },
    ]);
    await removeSchedule(database, id);
    await expect(removeSchedule(database, id)).rejects.toMatchObject({ code: 'operators/unknown-schedule' });
  });

  it('is done by the cron of queues, once over several', async () => {
    const { id } = await addSchedule(database, { work: { kind: 'train' }, times: everyMinute });
    await makeDue(id);
    const queues: Queue[] = [];
    for (const worker of workers) {
      const tasks = { ...tasksOn(worker), 'operator-job': async () => undefined };
      queues.push(await startQueue({ database: worker, address: fresh.address, tasks }));
    }
    for (let i = 0; i < 8; i += 1) await addJob(database, 'schedules', {});
    await vi.waitFor(async () => {
      const { rows } = await database.execute(
        sql`select 1 from graphile_worker.jobs where task_identifier = 'schedules'`,
      );
      expect(rows).toEqual([]);
    }, 50_000);
    for (const queue of queues) await queue.stop();
    const jobs = await database.select({ kind: operatorJob.kind, id: operatorJob.id }).from(operatorJob);
    expect(jobs).toEqual([{ kind: 'train', id: expect.any(String) }]);
    expect(await changesBy(id)).toEqual([{ action: 'model/train', subject: jobs[0].id, detail: {} }]);
    // The first has not ended.
    await makeDue(id);
    await runAll();
    expect(await database.$count(operatorJob)).toBe(1);
    expect((await allSchedules(database))[0].lastResult).toBe('schedules/still-running');
  });

  it('waits while it is disabled, and goes on with what is to come', async () => {
    const [{ id }] = await allSchedules(database);
    expect(await switchSchedule(database, id, false)).toMatchObject({ enabled: false, nextAt: null });
    await runAll();
    const again = await switchSchedule(database, id, true);
    expect(again.nextAt ?? 0).toBeGreaterThan(Date.now() - 1_000);
    expect(await database.$count(operatorJob)).toBe(1);
  });
});

describe('what nobody asked for', () => {
  it('is in the audit log by the server’s own schedule: keys that were made and forgotten, jobs that were forgotten', async () => {
    const keys = (await database.select({ id: tokenEpoch.id }).from(tokenEpoch)).map(({ id }) => id);
    expect((await changesBy(null)).map(({ action, subject }) => [action, subject])).toEqual(
      keys.toSorted().map((id) => ['token-keys/make', id]),
    );
    await database.update(operatorJob).set({ state: 'done', endedAt: sql`now() - interval '13 months'` });
    await forgetJobs(database);
    await forgetJobs(database);
    const [first] = keys.toSorted();
    await database
      .update(tokenEpoch)
      .set({ validFrom: sql`now() - interval '2 hours'`, validUntil: sql`now() - interval '1 hour'` })
      .where(eq(tokenEpoch.id, first));
    await forgetEpochs(database);
    await forgetEpochs(database);
    expect((await changesBy(null)).slice(keys.length)).toEqual([
      { action: 'job/forget', subject: null, detail: { jobs: 1 } },
      { action: 'token-keys/forget', subject: first, detail: {} },
    ]);
  });
});

describe('the next time', () => {
  it('of an interval is to come, at most one away, and a whole number of them from the beginning', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50_000 }), fc.nat(1e12), fc.nat(1e9), (minutes, from, passed) => {
        const every = 60_000 * minutes;
        const next = nextTime(
          { kind: 'interval', minutes },
          new Date(from),
          new Date(from + passed),
        ).getTime();
        expect(next).toBeGreaterThan(from + passed);
        expect(next).toBeLessThanOrEqual(from + passed + every);
        expect((next - from) % every).toBe(0);
      }),
    );
  });

  it('of a crontab is in UTC', () => {
    const at = (expression: string, after: string) =>
      nextTime({ kind: 'cron', expression }, new Date(0), new Date(after)).toISOString();
    expect(at('30 4 * * 1', '2026-11-30T04:30:00Z')).toBe('2026-12-07T04:30:00.000Z');
    expect(at('*/5 * * * *', '2026-11-30T04:31:12Z')).toBe('2026-11-30T04:35:00.000Z');
    expect(at('0 0 29 2 *', '2026-11-30T00:00:00Z')).toBe('2028-02-29T00:00:00.000Z');
    for (const wrong of ['* * * *', '61 * * * *', '0 0 31 2 *', '* * * * * *', 'tomorrow', '@daily x'])
      expect(() => at(wrong, '2026-11-30T00:00:00Z'), wrong).toThrow(/no crontab expression/);
  });
});
