import { reportsId } from '@parlour/private-aggregation/queries';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { operatorJob } from '../database/schema/operator-jobs.ts';
import type { OperatorWork } from '../jobs/operator-work.ts';
import { roundBundle } from '../rounds/test/round-bundle.ts';
import { roundGround, type RoundGround } from '../rounds/test/round-ground.ts';
import { learnReports } from './learn-reports.ts';
import type { ReleasedCounts } from './released-counts.ts';
import { releasedRound } from './test/released-round.ts';

const list = 'a'.repeat(32);
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
  reports(sums: readonly ReleasedCounts[]) {
    given.push(sums);
    const origin = { sources: [], rounds: sums.map(({ round }) => round), command: null, quality: {} };
    return Promise.resolve({ kind: 'reports', sha256: 'ef'.repeat(32), bytes: 10, origin } as const);
  },
} satisfies Partial<OperatorWork> as unknown as OperatorWork;

it('gives the decoded sums of what people report, and has what is made of them published', async () => {
  const [query] = roundBundle.queries;
  const queries = [{ ...query, id: reportsId(list) }];
  await learnReports(ground.frame, work);
  expect(given).toEqual([]);
  await releasedRound(ground, { ...roundBundle, queries }, (device) => {
    const answer = new Float64Array(query.dimension);
    if (device < 45) answer[33] = 1;
    return answer;
  });
  await learnReports(ground.frame, work);
  const [[sum]] = given;
  expect(sum).toMatchObject({ list, epoch: roundBundle.epoch, reports: 50 });
  sum.people.forEach((value, place) =>
    expect(Math.abs(value - (place === 33 ? 45 : 0))).toBeLessThan(6 * sum.noise),
  );
  const jobs = await ground.frame.database.select().from(operatorJob);
  expect(jobs).toMatchObject([{ kind: 'promote', share: 1 }]);
});
