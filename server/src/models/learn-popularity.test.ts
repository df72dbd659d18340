import { popularityId } from '@parlour/private-aggregation/queries';
import type { Bundle } from '@parlour/wire';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { operatorJob } from '../database/schema/operator-jobs.ts';
import type { OperatorWork } from '../jobs/operator-work.ts';
import { roundBundle } from '../rounds/test/round-bundle.ts';
import { roundGround, type RoundGround } from '../rounds/test/round-ground.ts';
import { learnPopularity } from './learn-popularity.ts';
import type { ReleasedCounts } from './released-counts.ts';
import { releasedRound } from './test/released-round.ts';

const list = 'a'.repeat(32);
const reports = 50;
let ground: RoundGround;
/** What the data folder's side was given; it is tested where it lives. */
let given: (readonly ReleasedCounts[])[];

beforeEach(async () => {
  ground = await roundGround({
    deadline: { advertising: 30, sharing: 30, reporting: 30, confirming: 30, unmasking: 30 },
    grace: 0.5,
  });
  given = [];
});
afterEach(() => ground.close());

const work = {
  popularity: (sums: readonly ReleasedCounts[]) => {
    given.push(sums);
    const origin = { sources: [], rounds: sums.map(({ round: id }) => id), command: null, quality: {} };
    return Promise.resolve({ kind: 'popularity', sha256: 'ab'.repeat(32), bytes: 10, origin } as const);
  },
} satisfies Partial<OperatorWork> as unknown as OperatorWork;

/** A round of 50 devices of which `watching` have watched the first title. */
function released(change: Partial<Bundle>, watching: number): Promise<Uint8Array> {
  const [query] = roundBundle.queries;
  const asked = { ...roundBundle, queries: [{ ...query, id: popularityId(list) }], ...change };
  return releasedRound(ground, asked, (device) => {
    const answer = new Float64Array(query.dimension);
    if (device < watching) answer[0] = 1;
    return answer;
  });
}

it('gives the decoded sums of people, never of made devices, and has what is made of them served, once', async () => {
  await released({ audience: 'simulation' }, 50);
  await released({ queries: roundBundle.queries }, 50);
  await learnPopularity(ground.frame, work);
  expect(given).toEqual([]);

  const id = Buffer.from(await released({}, 40)).toString('hex');
  await learnPopularity(ground.frame, work);
  const [[sum]] = given;
  expect(sum).toMatchObject({ round: id, epoch: roundBundle.epoch, list, reports });
  expect(given[0]).toHaveLength(1);
  // Within six deviations of 40, of the deviation that is told.
  expect(Math.abs(sum.people[0] - 40)).toBeLessThan(6 * sum.noise);
  const spread = Math.sqrt(sum.people.slice(1).reduce((total, value) => total + value ** 2, 0) / 95);
  expect(spread / sum.noise).toBeGreaterThan(0.6);
  expect(spread / sum.noise).toBeLessThan(1.5);

  const jobs = () => ground.frame.database.select().from(operatorJob);
  expect(await jobs()).toMatchObject([{ kind: 'promote', share: 1 }]);
});
