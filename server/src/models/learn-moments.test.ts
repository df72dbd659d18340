import { randomBytes } from 'node:crypto';
import { encodeReport, openUnpinnedBundle, planEncoding, publishBundle } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { momentsId } from '@parlour/private-aggregation/queries';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bundle } from '../database/schema/bundles.ts';
import { trainingRun } from '../database/schema/models.ts';
import { round } from '../database/schema/rounds.ts';
import type { MomentsOrder, OperatorWork } from '../jobs/operator-work.ts';
import { modelList } from '../operators/model-list.ts';
import { roundBundle } from '../rounds/test/round-bundle.ts';
import { roundGround, type RoundGround } from '../rounds/test/round-ground.ts';
import { learnMoments } from './learn-moments.ts';

const dimension = 36;
const reports = 50;
let ground: RoundGround;
/** What the data folder's side was given; it is tested where it lives. */
let given: MomentsOrder[];
let seals: { readonly draft: string; readonly isGood: boolean }[];
let refuses = false;

beforeEach(async () => {
  ground = await roundGround({
    deadline: { advertising: 30, sharing: 30, reporting: 30, confirming: 30, unmasking: 30 },
    grace: 0.5,
  });
  [given, seals, refuses] = [[], [], false];
});
afterEach(() => ground.close());

const toSign = 'ab'.repeat(54);
const work = {
  moments(order: MomentsOrder) {
    given.push(order);
    const metrics = { candidateNdcg: 0.2 };
    const told = { parameters: { basis: order.basis }, metrics };
    return Promise.resolve(
      refuses
        ? ({ ...told, state: 'refused', reason: 'It is nonsense.', draft: undefined } as const)
        : ({ ...told, state: 'passed', reason: null, draft: { sha256: 'cd'.repeat(32), toSign } } as const),
    );
  },
  async sealMoments(draft: string, { key, signature }: { key: string; signature: string }) {
    const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));
    seals.push({ draft, isGood: await nodeSuite.verify(bytes(key), bytes(toSign), bytes(signature)) });
    const origin = {
      sources: [],
      rounds: given.at(-1)?.cohorts.map((one) => one.round) ?? [],
      command: null,
      quality: {},
    };
    return { kind: 'moments', sha256: `${given.length}f`.repeat(32), bytes: 10, origin } as const;
  },
} satisfies Partial<OperatorWork> as unknown as OperatorWork;

/** A round of 50 devices that each say 1 in the first number. */
async function released(audience: 'people' | 'simulation', basis: string): Promise<string> {
  const { database } = ground.frame;
  const [query] = roundBundle.queries;
  const asked = {
    ...roundBundle,
    audience,
    queries: [{ ...query, id: momentsId(basis), dimension, scale: query.clipShare * roundBundle.clipNorm }],
  };
  const { signingSeed, suite } = await ground.frame.toolsOf(asked.epoch);
  const signed = await publishBundle(suite, asked, signingSeed);
  const opened = await openUnpinnedBundle(nodeSuite, signed, {
    aggregatorKey: ground.aggregatorKey,
    now: 0,
    audience,
  });
  const { cohortSize, minimumReports } = asked;
  await database
    .insert(bundle)
    .values({
      hash: opened.hash,
      signed: new TextEncoder().encode(JSON.stringify(signed)),
      audience,
      cohortSize,
      minimumReports,
    })
    .onConflictDoNothing();
  const plan = await planEncoding(nodeSuite, opened.bundle, opened.hash);
  const sum = new Uint32Array(plan.dimension);
  const answer = new Float64Array(dimension);
  answer[0] = 1;
  for (let device = 0; device < reports; device += 1) {
    const words = encodeReport(
      plan,
      new Map([[asked.queries[0].id, answer]]),
      (count) => new Uint32Array(new Uint8Array(randomBytes(4 * count)).buffer),
    );
    for (let i = 0; i < sum.length; i += 1) sum[i] = (sum[i] + words[i]) % 2 ** asked.bits;
  }
  const id = new Uint8Array(randomBytes(32));
  await database.insert(round).values({
    id,
    bundleHash: opened.hash,
    tokenEpoch: roundBundle.epoch,
    tokenKeysHash: ground.tokenKeysHash,
    setup: new Uint8Array(),
    announcement: new Uint8Array(),
    phase: 'released',
    legClosesAt: new Date(),
    endedAt: new Date(),
    reports,
    sum: new Uint8Array(sum.buffer),
    plausible: true,
  });
  return Buffer.from(id).toString('hex');
}

it('learns from all sums of people over the newest basis, signs what passes, and notes each run once', async () => {
  await released('simulation', 'a'.repeat(32));
  await learnMoments(ground.frame, work);
  expect(given).toEqual([]);

  await released('people', 'a'.repeat(32));
  const rounds = [await released('people', 'b'.repeat(32)), await released('people', 'b'.repeat(32))];
  await learnMoments(ground.frame, work);
  await learnMoments(ground.frame, work);
  expect(given).toHaveLength(1);
  const [order] = given;
  expect(order).toMatchObject({ basis: 'b'.repeat(32), parent: undefined, epsilon: { delta: 1e-5 } });
  expect(order.epsilon.one).toBeGreaterThan(0.5);
  expect(order.cohorts.map((cohort) => cohort.round).toSorted()).toEqual(rounds.toSorted());
  for (const { sum, noise } of order.cohorts) {
    // Within six deviations of what everybody said, of the deviation that is told.
    expect(Math.abs(sum[0] - reports)).toBeLessThan(6 * noise);
    expect(Math.abs(sum[9])).toBeLessThan(6 * noise);
  }
  expect(seals).toEqual([{ draft: 'cd'.repeat(32), isGood: true }]);
  const { versions, runs, promotions } = await modelList(ground.frame.database);
  // A candidate: nothing is served before somebody says so.
  expect(promotions).toEqual([]);
  expect(versions).toMatchObject([{ kind: 'moments', isPromoted: false }]);
  expect(runs).toMatchObject([{ state: 'passed', model: versions[0].id, metrics: { candidateNdcg: 0.2 } }]);
});

it('keeps no version of what does not pass, and says why', async () => {
  refuses = true;
  await released('people', 'a'.repeat(32));
  await learnMoments(ground.frame, work);
  expect(seals).toEqual([]);
  expect(await ground.frame.database.select().from(trainingRun)).toMatchObject([
    { state: 'refused', reason: 'It is nonsense.', modelId: null },
  ]);
  // One more round is another run.
  await released('people', 'a'.repeat(32));
  await learnMoments(ground.frame, work);
  expect((await modelList(ground.frame.database)).runs).toHaveLength(2);
});
