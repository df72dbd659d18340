import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { round, roundMessage, roundState, unmaskPart } from '../database/schema/rounds.ts';
import { isDatabaseAway } from '../problems/is-database-away.ts';
import { addingStates, readAddingState } from './adding-states.ts';
import { closeOpenLeg } from './close-open-leg.ts';
import { finishRound } from './finish-round.ts';
import { ownBytes } from '../database/own-bytes.ts';
import { defaultLegTimes, legs } from './leg-times.ts';
import { type DrivenDevice, type DrivenRound, drivenRound, plainSum } from './test/driven-round.ts';
import { openAddingJobs } from './test/open-adding-jobs.ts';
import { type KillPoint, killer } from './test/killer.ts';
import { roundGround, type RoundGround } from './test/round-ground.ts';
import { takeMasksAway } from './take-masks-away.ts';

let ground: RoundGround;
let driven: DrivenRound;

beforeEach(async () => {
  ground = await roundGround(defaultLegTimes);
  driven = await drivenRound(ground);
});
afterEach(() => ground.close());

/** Everything that is stored of rounds, jobs and all. */
async function stored(): Promise<unknown> {
  const { database } = ground.frame;
  const jobs = await database.execute(
    sql`select key, run_at from graphile_worker.jobs order by key collate "C"`,
  );
  return [
    await database.select().from(round),
    await database.select().from(roundState),
    await database.$count(roundMessage),
    await database.select({ job: unmaskPart.jobId }).from(unmaskPart).orderBy(unmaskPart.jobId),
    jobs.rows,
  ];
}

/** Killed at each point the step has not happened; then it is let through. */
async function killedEverywhere(points: readonly KillPoint[], step: () => Promise<unknown>): Promise<void> {
  const kill = await killer(ground.frame.database);
  const before = await stored();
  for (const point of points) {
    await kill.at(point);
    expect(await step().then(() => 'done', isDatabaseAway), point).toBe(true);
    await kill.never();
    expect(await stored(), point).toEqual(before);
  }
  await step();
}

describe('a round whose every transaction is killed at every point', () => {
  it('ends exact, nothing lost and nothing counted twice', async () => {
    const { frame, bundle } = ground;
    const { id } = driven;
    const devices: DrivenDevice[] = [];
    for (let i = 0; i < bundle.bundle.cohortSize; i += 1) devices.push(await driven.device());
    for (const leg of legs) {
      const left = leg === 'advertising' || leg === 'sharing' ? devices : devices.slice(2);
      await driven.answer(left, leg);
      await killedEverywhere(['round', 'round_state', 'job', 'commit'], () => closeOpenLeg(frame, id, leg));
      // Again, by two at once, it changes nothing.
      const after = await stored();
      expect(await Promise.all([driven.close(leg), driven.close(leg)])).toEqual([false, false]);
      expect(await stored()).toEqual(after);
    }
    const jobs = await openAddingJobs(ground.frame.database);
    expect(jobs.length).toBeGreaterThan(2);
    const states = addingStates();
    for (const job of jobs) {
      await killedEverywhere(['unmask_part', 'commit'], () => takeMasksAway(frame, states, id, job));
      await takeMasksAway(frame, addingStates(), id, job);
    }
    expect(await ground.frame.database.$count(unmaskPart)).toBe(jobs.length);
    await killedEverywhere(['round', 'round_message', 'commit'], () => finishRound(frame, id));
    const row = await driven.row();
    expect(row).toMatchObject({ phase: 'released', reports: devices.length - 2, plausible: true });
    expect(row.counts).toEqual({
      'kind 2': devices.length,
      'kind 6': devices.length,
      'kind 8': devices.length - 2,
      'kind 10': devices.length - 2,
      'kind 12': devices.length - 2,
    });
    const words = new Uint32Array(ownBytes(row.sum ?? new Uint8Array()).buffer);
    expect([...words]).toEqual(plainSum(driven.plan, devices.slice(2)));
    // Jobs of a round that is over do nothing.
    const end = await stored();
    await takeMasksAway(frame, states, id, jobs[0]);
    await finishRound(frame, id);
    expect(await driven.close('unmasking')).toBe(false);
    expect(await stored()).toEqual(end);
    expect(await readAddingState(frame.database, id)).toBeUndefined();
  });

  it('closed by two at once closes once, and goes on from what one of them made', async () => {
    for (let i = 0; i < 50; i += 1) await driven.send((await driven.device()).state.outbox);
    const closed = await Promise.all([driven.close('advertising'), driven.close('advertising')]);
    expect(closed.filter(Boolean)).toEqual([true]);
    expect(await driven.row()).toMatchObject({ phase: 'sharing', members: 50 });
    expect(await ground.frame.database.$count(roundState)).toBe(1);
  });
});
