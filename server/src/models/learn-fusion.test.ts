import { openPublicFile } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { fusionId, fusionScale } from '@parlour/private-aggregation/queries';
import type { SignedPublicFile } from '@parlour/wire';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FusionOrder, OperatorWork } from '../jobs/operator-work.ts';
import { modelList } from '../operators/model-list.ts';
import { roundBundle } from '../rounds/test/round-bundle.ts';
import { roundGround, type RoundGround } from '../rounds/test/round-ground.ts';
import { learnFusion } from './learn-fusion.ts';
import { releasedRound } from './test/released-round.ts';

const dimension = 14;
const [query] = roundBundle.queries;
let ground: RoundGround;
/** What the data folder's side was given; it is tested where it lives. */
let given: FusionOrder[];
let signed: SignedPublicFile[];
let passes = true;

beforeEach(async () => {
  ground = await roundGround({
    deadline: { advertising: 30, sharing: 30, reporting: 30, confirming: 30, unmasking: 30 },
    grace: 0.5,
  });
  [given, signed, passes] = [[], [], true];
});
afterEach(() => ground.close());

const work = {
  async fusion(order: FusionOrder, sign: (text: string) => Promise<SignedPublicFile>) {
    given.push(order);
    const told = { parameters: { weightings: order.weightings }, metrics: { gain: 0.02 } };
    if (!passes) return { ...told, state: 'refused', reason: 'Nothing is better.', made: undefined } as const;
    signed.push(await sign('{"weights":[1,0]}'));
    const origin = {
      sources: [],
      rounds: order.cohorts.map(({ round }) => round),
      command: null,
      quality: {},
    };
    const made = { kind: 'fusion', sha256: `${given.length}f`.repeat(32), bytes: 10, origin } as const;
    return { ...told, state: 'passed', reason: null, made } as const;
  },
} satisfies Partial<OperatorWork> as unknown as OperatorWork;

/** A round of 50 devices that each say a gain of a quarter in the third number. */
async function released(audience: 'people' | 'simulation', weightings: string): Promise<string> {
  const clip = query.clipShare * roundBundle.clipNorm;
  const queries = [
    { ...query, id: fusionId(weightings), dimension, scale: fusionScale(0.5, clip), sumNorm: 0.6 },
  ];
  const id = await releasedRound(ground, { ...roundBundle, audience, queries }, () => {
    const answer = new Float64Array(dimension);
    answer[2] = 0.25;
    return answer;
  });
  return Buffer.from(id).toString('hex');
}

it('learns from all sums of people over the newest ways of mixing, signs what passes, and notes each run once', async () => {
  await released('simulation', 'a'.repeat(32));
  await learnFusion(ground.frame, work);
  expect(given).toEqual([]);

  await released('people', 'a'.repeat(32));
  const rounds = [await released('people', 'b'.repeat(32)), await released('people', 'b'.repeat(32))];
  await learnFusion(ground.frame, work);
  await learnFusion(ground.frame, work);
  expect(given).toHaveLength(1);
  const [order] = given;
  expect(order).toMatchObject({ weightings: 'b'.repeat(32), parent: undefined, epsilon: { delta: 1e-5 } });
  expect(order.most).toBeCloseTo(0.5, 6);
  expect(order.cohorts.map(({ round }) => round).toSorted()).toEqual(rounds.toSorted());
  // Within six deviations of what everybody said, of the deviation that is told.
  for (const { sum, reports, noise } of order.cohorts)
    sum.forEach((value, at) =>
      expect(Math.abs(value - (at === 2 ? 0.25 * reports : 0))).toBeLessThan(6 * noise),
    );
  const key = Buffer.from(ground.aggregatorKey).toString('hex');
  await expect(openPublicFile(nodeSuite, 'fusion', signed[0], key)).resolves.toBe('{"weights":[1,0]}');
  const { versions, runs, promotions } = await modelList(ground.frame.database);
  // A candidate: nothing is served before somebody says so.
  expect(promotions).toEqual([]);
  expect(versions).toMatchObject([{ kind: 'fusion', isPromoted: false }]);
  expect(runs).toMatchObject([{ kind: 'fusion', state: 'passed', model: versions[0].id }]);
});

it('keeps no version of what does not pass, and says why', async () => {
  passes = false;
  await released('people', 'a'.repeat(32));
  await learnFusion(ground.frame, work);
  const { versions, runs } = await modelList(ground.frame.database);
  expect(versions).toEqual([]);
  expect(runs).toMatchObject([{ state: 'refused', reason: 'Nothing is better.', model: null }]);
});
