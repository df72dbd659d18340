import { runUnmaskJob, unmaskJob, unmaskJobIds } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readAddingState } from './adding-states.ts';
import { defaultLegTimes, legs } from './leg-times.ts';
import { type DrivenDevice, drivenRound } from './test/driven-round.ts';
import { roundGround, type RoundGround } from './test/round-ground.ts';
import { unmaskThreads } from './unmask-threads.ts';

let ground: RoundGround;
beforeEach(async () => {
  ground = await roundGround(defaultLegTimes);
});
afterEach(() => ground.close());

it('threads take away the same masks, and refuse the same secrets, as is done without them', async () => {
  const driven = await drivenRound(ground);
  const devices: DrivenDevice[] = [];
  for (let i = 0; i < ground.bundle.bundle.cohortSize; i += 1) devices.push(await driven.device());
  for (const leg of legs) {
    await driven.answer(leg === 'advertising' || leg === 'sharing' ? devices : devices.slice(2), leg);
    await driven.close(leg);
  }
  const state = await readAddingState(ground.frame.database, driven.id);
  if (state === undefined) throw new Error('no masks to take away');
  const onThreads = unmaskThreads(nodeSuite, 0);
  const jobs = unmaskJobIds(state).map((id) => unmaskJob(state, id));
  expect(new Set(jobs.map(({ kind }) => kind)).size).toBe(2);
  const many = [...jobs, ...jobs, ...jobs];
  const [threads, here] = [many.map(onThreads), many.map((job) => runUnmaskJob(nodeSuite, job))];
  expect(await Promise.all(threads)).toEqual(await Promise.all(here));
  const dropped = jobs.find((job) => job.kind === 'dropped');
  if (dropped === undefined) throw new Error('nobody was dropped');
  const shares = dropped.shares.map((share) => ({ ...share, y: share.y.map((byte) => byte ^ 1) }));
  await expect(onThreads({ ...dropped, shares })).rejects.toMatchObject({ code: 'aggregation/wrong-secret' });
  expect(await onThreads(jobs[0])).toEqual(await runUnmaskJob(nodeSuite, jobs[0]));
});
