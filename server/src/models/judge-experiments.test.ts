import { randomUUID } from 'node:crypto';
import {
  qualityDimension,
  qualityId,
  qualityReach,
  qualityScale,
} from '@parlour/private-aggregation/queries';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { auditPage } from '../audit/audit-log.ts';
import { experiment } from '../database/schema/experiments.ts';
import { operatorJob } from '../database/schema/operator-jobs.ts';
import { bundle } from '../database/schema/bundles.ts';
import { roundBundle } from '../rounds/test/round-bundle.ts';
import { roundGround, type RoundGround } from '../rounds/test/round-ground.ts';
import { experimentList, experimentName } from './experiments.ts';
import { judgeExperiments } from './judge-experiments.ts';
import { keepModel } from './keep-model.ts';
import { notePromotion, servedAfter, standingOf } from './served-models.ts';
import { releasedRound } from './test/released-round.ts';

let ground: RoundGround;
let [current, candidate] = ['', ''];

beforeEach(async () => {
  ground = await roundGround({
    deadline: { advertising: 30, sharing: 30, reporting: 30, confirming: 30, unmasking: 30 },
    grace: 0.5,
  });
  [current, candidate] = [await version('1'), await version('2')];
  await serve(current, 1);
});
afterEach(() => ground.close());

const version = async (digit: string): Promise<string> => {
  const origin = { sources: [], rounds: [], command: null, quality: {} };
  const sha256 = digit.repeat(64);
  return (await keepModel(ground.frame.database, { kind: 'moments', sha256, bytes: 1, origin })).id;
};

/** As the job does whose id is given back. */
async function serve(modelId: string, share: number, isAutomatic = false): Promise<string> {
  const job = randomUUID();
  await ground.frame.database.transaction((transaction) =>
    notePromotion(transaction, { modelId, share, job, isAutomatic }),
  );
  return job;
}

const people = 400;
/** A round of people, every second of whom tries the candidate; each found as much of what they watched. */
async function released(experimentId: string, hits: { current: number; candidate: number }): Promise<void> {
  const [query] = roundBundle.queries;
  const norm = query.clipShare * roundBundle.clipNorm;
  const asked = {
    ...roundBundle,
    audience: 'people' as const,
    minimumReports: people,
    cohortSize: 600,
    queries: [
      {
        ...query,
        id: qualityId(experimentName(experimentId)),
        dimension: qualityDimension,
        scale: qualityScale(norm) * (0.6 / qualityReach(0.5, people)),
        sumNorm: 0.6,
      },
    ],
  };
  await releasedRound(ground, asked, (device) => {
    const answer = new Float64Array(qualityDimension);
    answer.set(
      device % 2 === 0 ? [1, hits.current, 0.5, 0.2] : [1, hits.candidate, 0.5, 0.2],
      4 * (device % 2),
    );
    return answer;
  });
}

const list = () => experimentList(ground.frame.database);
const jobs = () => ground.frame.database.select().from(operatorJob);

it('looks at an experiment once for each state of its sums, and shows what they say', async () => {
  const id = await serve(candidate, 0.5);
  await judgeExperiments(ground.frame);
  expect((await list())[0]).toMatchObject({ id, current, candidate, share: 0.5, outcome: null, looks: [] });

  await released(id, { current: 0.2, candidate: 0.9 });
  await released(randomUUID(), { current: 1, candidate: 0 });
  await judgeExperiments(ground.frame);
  await judgeExperiments(ground.frame);
  const [{ looks }] = await list();
  expect(looks).toHaveLength(1);
  expect(looks[0]).toMatchObject({ rounds: 1, epochs: 1, reports: people, decision: 'promote' });
  const { hits } = looks[0].quality ?? {};
  // Within six deviations of the noise of what was said.
  const off = (6 * looks[0].noise) / (people / 2);
  expect(Math.abs((hits?.current.mean ?? 0) - 0.2)).toBeLessThan(off);
  expect(Math.abs((hits?.candidate.mean ?? 0) - 0.9)).toBeLessThan(off * 1.5);
  expect(hits?.difference.atLeast).toBeGreaterThan(0);
  // Nobody has said that it should be done by itself.
  expect(await jobs()).toEqual([]);

  await released(id, { current: 0.2, candidate: 0.9 });
  await judgeExperiments(ground.frame);
  expect((await list())[0].looks.map(({ rounds }) => rounds)).toEqual([2, 1]);
});

it.each([
  ['promotes what is better', { current: 0.1, candidate: 0.9 }, 1, 'promoted', 'model/promote'],
  ['rolls back what is worse', { current: 0.9, candidate: 0.1 }, 0, 'rolled-back', 'model/roll-back'],
] as const)(
  '%s by itself, where it was left to the sums, and writes it down',
  async (_, hits, share, outcome, action) => {
    const { database } = ground.frame;
    const id = await serve(candidate, 0.5, true);
    await released(id, hits);
    await judgeExperiments(ground.frame);
    expect(await jobs()).toMatchObject([{ kind: 'promote', modelId: candidate, share, state: 'waiting' }]);
    // More sums before the job is done ask for nothing twice.
    await released(id, hits);
    await judgeExperiments(ground.frame);
    const [job, ...others] = await jobs();
    expect(others).toEqual([]);
    const [entry] = (await auditPage(database, { limit: 1 })).entries;
    expect(entry).toMatchObject({
      actor: { kind: 'schedule', id: null },
      action,
      subject: candidate,
      detail: { kind: 'moments', share, experiment: id, look: 1 },
    });

    const change = { modelId: candidate, share, job: job.id, isAutomatic: false };
    const served = await servedAfter(database, change);
    expect(served).toMatchObject({
      promoted: (share === 1 ? '2' : '1').repeat(64),
      canary: undefined,
      tried: { experiment: experimentName(id), candidate: '2'.repeat(64), outcome, rounds: 2 },
    });
    expect(served.tried?.quality.candidate.hits).toBeCloseTo(hits.candidate, 0);
    await database.transaction((transaction) => notePromotion(transaction, change));
    expect((await list())[0]).toMatchObject({ id, outcome });
    expect((await standingOf(database, 'moments')).promoted).toBe(share === 1 ? candidate : current);
    // What is over is looked at no more.
    await released(id, hits);
    await judgeExperiments(ground.frame);
    expect((await list())[0].looks).toHaveLength(2);
  },
);

it('goes on under its name when its share changes, and ends when another model is served or tried', async () => {
  const { database } = ground.frame;
  const id = await serve(candidate, 0.1);
  const change = { modelId: candidate, share: 0.5, job: randomUUID(), isAutomatic: true };
  expect((await servedAfter(database, change)).canary).toEqual({
    sha256: '2'.repeat(64),
    share: 0.5,
    experiment: experimentName(id),
  });
  await serve(candidate, 0.5, true);
  expect(await list()).toMatchObject([{ id, share: 0.5, isAutomatic: true, outcome: null }]);

  const other = await version('3');
  const second = await serve(other, 0.25);
  expect(await list()).toMatchObject([
    { id: second, candidate: other, outcome: null },
    { id, outcome: 'replaced' },
  ]);
  await serve(candidate, 1);
  expect((await list())[0]).toMatchObject({ id: second, outcome: 'replaced' });
});

it('asks simulated devices nothing', async () => {
  const id = await serve(candidate, 0.5, true);
  await released(id, { current: 0.1, candidate: 0.9 });
  const { database } = ground.frame;
  await database.update(bundle).set({ audience: 'simulation' });
  await judgeExperiments(ground.frame);
  expect((await database.select().from(experiment).where(eq(experiment.id, id)))[0].endedAt).toBeNull();
  expect((await list())[0].looks).toEqual([]);
});
