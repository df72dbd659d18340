import { openPublicFile } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { clustersId, clustersScale, slotLength } from '@parlour/private-aggregation/queries';
import type { Bundle, SignedPublicFile } from '@parlour/wire';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { operatorJob } from '../database/schema/operator-jobs.ts';
import type { OperatorWork } from '../jobs/operator-work.ts';
import { roundBundle } from '../rounds/test/round-bundle.ts';
import { roundGround, type RoundGround } from '../rounds/test/round-ground.ts';
import { learnClusters } from './learn-clusters.ts';
import type { ReleasedClusters } from './released-clusters.ts';
import { releasedRound } from './test/released-round.ts';

const axes = 2;
const clusters = 32;
const [first, second] = ['a', 'b'].map((letter) => letter.repeat(32));
let ground: RoundGround;
/** What the data folder's side was given, and what was signed for it; it is tested where it lives. */
let given: { readonly released: ReleasedClusters; readonly signed: SignedPublicFile }[];

beforeEach(async () => {
  ground = await roundGround({
    deadline: { advertising: 30, sharing: 30, reporting: 30, confirming: 30, unmasking: 30 },
    grace: 0.5,
  });
  given = [];
});
afterEach(() => ground.close());

const work = {
  async clusters(released: ReleasedClusters, sign: (text: string) => Promise<SignedPublicFile>) {
    given.push({ released, signed: await sign(`{"of":"${released.centroids}"}`) });
    const origin = { sources: [], rounds: [...released.rounds], command: null, quality: {} };
    return { kind: 'clusters', sha256: 'cd'.repeat(32), bytes: 10, origin } as const;
  },
} satisfies Partial<OperatorWork> as unknown as OperatorWork;

/** A round of 50 devices: 30 in the second slot, the others in the fifth, each at an end of the first axis. */
function released(centroids: string, change: Partial<Bundle> = {}): Promise<Uint8Array> {
  const [query] = roundBundle.queries;
  const dimension = clusters * slotLength(axes);
  const queries = [{ ...query, id: clustersId(centroids), dimension, scale: clustersScale(1) }];
  return releasedRound(ground, { ...roundBundle, queries, ...change }, (device) => {
    const answer = new Float64Array(dimension);
    const [slot, end] = device < 30 ? [1, 1] : [4, -1];
    answer.set([1, end, 0], slot * slotLength(axes));
    return answer;
  });
}

it('gives all sums of people over the centroids asked about last, and has what is made of them signed and served', async () => {
  await learnClusters(ground.frame, work);
  await released(first, { audience: 'simulation' });
  await learnClusters(ground.frame, work);
  expect(given).toEqual([]);

  await released(first);
  const rounds = [await released(second), await released(second, { bits: 25 })];
  await learnClusters(ground.frame, work);
  await learnClusters(ground.frame, work);
  const [once, again] = given;
  expect(again).toEqual(once);
  expect(once.released.centroids).toBe(second);
  const hex = rounds.map((id) => Buffer.from(id).toString('hex')).toReversed();
  expect(once.released.rounds).toEqual(hex);
  for (const { slots, reports, noiseVariance, integers } of once.released.sums) {
    expect(reports).toBe(50);
    // Within six deviations of the truth, of the deviation that is told.
    const noise = Math.sqrt(reports * (noiseVariance + 1 / 4)) / integers;
    const truth = new Map([3, 4, 12, 13].map((at, i) => [at, [30, 30, 20, -20][i]]));
    slots.forEach((value, at) => expect(Math.abs(value - (truth.get(at) ?? 0))).toBeLessThan(6 * noise));
    const spread = Math.sqrt(
      slots.reduce((sum, value, at) => sum + (value - (truth.get(at) ?? 0)) ** 2, 0) / 96,
    );
    expect(spread / noise).toBeGreaterThan(0.6);
  }

  const key = Buffer.from(ground.aggregatorKey).toString('hex');
  expect(await openPublicFile(nodeSuite, 'clusters', once.signed, key)).toBe(`{"of":"${second}"}`);
  // Its promotion waits once, however often it is learned.
  const jobs = await ground.frame.database.select().from(operatorJob);
  expect(jobs.every(({ kind, share }) => kind === 'promote' && share === 1)).toBe(true);
  expect(jobs.length).toBeGreaterThan(0);
});
