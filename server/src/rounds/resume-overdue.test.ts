import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { closeOpenLeg } from './close-open-leg.ts';
import { addingStates } from './adding-states.ts';
import { finishRound } from './finish-round.ts';
import { defaultLegTimes, legs } from './leg-times.ts';
import { resumeOverdue } from './resume-overdue.ts';
import { takeMasksAway } from './take-masks-away.ts';
import { type DrivenDevice, drivenRound, plainSum } from './test/driven-round.ts';
import { roundGround, type RoundGround } from './test/round-ground.ts';

let ground: RoundGround;
beforeEach(async () => {
  ground = await roundGround(defaultLegTimes);
});
afterEach(() => ground.close());

interface Job {
  readonly task: string;
  readonly payload: { readonly round: string; readonly job: string };
}

/** Loses every job of rounds, as with a queue that was emptied. */
const lose = () =>
  ground.frame.database.execute(sql`delete from graphile_worker._private_jobs where key is not null`);
const closesIn = (seconds: number) =>
  ground.frame.database.execute(
    sql`update parlour.round set leg_closes_at = now() + make_interval(secs => ${seconds}) where ended_at is null`,
  );

/** What the sweep asks for, told apart from what the steps themselves did. */
async function resumed(): Promise<Job[]> {
  await lose();
  await closesIn(-20);
  await resumeOverdue(ground.frame);
  expect((await ground.frame.database.execute(sql`select from graphile_worker.jobs`)).rows).toEqual([]);
  await closesIn(-40);
  await resumeOverdue(ground.frame);
  await resumeOverdue(ground.frame);
  const { rows } = await ground.frame.database.execute(
    sql`select task_identifier as task, payload from graphile_worker._private_jobs
      join graphile_worker._private_tasks tasks on tasks.id = task_id
      join lateral (select tasks.identifier as task_identifier) named on true order by key collate "C"`,
  );
  return rows as unknown as Job[];
}

it('a round that lost its jobs is asked to go on, once a job, and ends exact', async () => {
  const { frame, bundle } = ground;
  const driven = await drivenRound(ground);
  const { id } = driven;
  const devices: DrivenDevice[] = [];
  for (let i = 0; i < bundle.bundle.cohortSize; i += 1) devices.push(await driven.device());
  for (const leg of legs) {
    await driven.answer(devices, leg);
    expect(await resumed()).toEqual([{ task: 'close-leg', payload: { round: id, leg } }]);
    expect(await closeOpenLeg(frame, id, leg)).toBe(true);
  }
  const jobs = await resumed();
  expect(new Set(jobs.map(({ task }) => task))).toEqual(new Set(['unmask']));
  for (const { payload } of jobs) await takeMasksAway(frame, addingStates(), id, payload.job);
  expect(await resumed()).toEqual([{ task: 'finish-round', payload: { round: id } }]);
  await finishRound(frame, id);
  await lose();
  await resumeOverdue(frame);
  expect((await frame.database.execute(sql`select from graphile_worker.jobs`)).rows).toEqual([]);
  const row = await driven.row();
  expect(row.phase).toBe('released');
  expect([...new Uint32Array(new Uint8Array(row.sum ?? []).buffer)]).toEqual(plainSum(driven.plan, devices));
});

it('a clock that is set back an hour costs a round that hour never: legs have their whole time again, once', async () => {
  const { frame, bundle } = ground;
  const driven = await drivenRound(ground);
  const devices: DrivenDevice[] = [];
  for (let i = 0; i < bundle.bundle.cohortSize; i += 1) devices.push(await driven.device());
  /** As all that is stored looks once the database's clock is an hour slow. */
  const setBack = async () => {
    await frame.database.execute(sql`update parlour.round set created_at = created_at + interval '1 hour',
      leg_opened_at = leg_opened_at + interval '1 hour', leg_closes_at = leg_closes_at + interval '1 hour'`);
    await frame.database.execute(
      sql`update graphile_worker._private_jobs set run_at = run_at + interval '1 hour'`,
    );
  };
  const due = async () =>
    (
      await frame.database.execute(
        sql`select distinct key, extract(epoch from run_at - now())::float as seconds from graphile_worker.jobs`,
      )
    ).rows as unknown as { key: string; seconds: number }[];
  for (const leg of legs) {
    await setBack();
    await resumeOverdue(frame);
    const most = defaultLegTimes.deadline[leg];
    expect((await driven.row()).legClosesAt.getTime()).toBeLessThan(Date.now() + 1_000 * (most + 5));
    const close = (await due()).find(({ key }) => key === `close ${driven.id} ${leg}`);
    expect(close?.seconds).toBeLessThanOrEqual(most);
    expect(close?.seconds).toBeGreaterThan(most - 30);
    const before = await driven.row();
    await resumeOverdue(frame);
    expect(await driven.row()).toEqual(before);
    await driven.answer(devices, leg);
    expect(await closeOpenLeg(frame, driven.id, leg)).toBe(true);
  }
  await setBack();
  await resumeOverdue(frame);
  const unmask = (await due()).filter(({ key }) => key.startsWith('unmask'));
  expect(unmask.length).toBeGreaterThan(0);
  for (const { seconds } of unmask) expect(seconds).toBeLessThanOrEqual(0);
});
