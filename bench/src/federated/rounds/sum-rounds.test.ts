import { seededRandom } from '@parlour/model';
import { momentBasis, momentDimension, momentRank, personMoment } from '@parlour/model/moments';
import { plantedFeatures } from '@parlour/model/planted-features';
import {
  momentsId,
  mostTitles,
  popularity,
  popularityId,
  popularityScale,
} from '@parlour/private-aggregation/queries';
import { describe, expect, test } from 'vitest';
import { roundPlan } from '../round-plan.ts';
import { MomentSum } from './moment-sum.ts';
import { PopularitySum } from './popularity-sum.ts';
import { sumInThreads } from './sum-in-threads.ts';
import { type AskedRounds, sumRounds } from './sum-rounds.ts';

const items = 90;
const people = 130;
const random = seededRandom(4);
const histories = Array.from({ length: people }, (_, person) =>
  Int32Array.from(new Set(Array.from({ length: person % 40 }, () => Math.floor(items * random() ** 2)))),
);
const starts = new Int32Array(people + 1);
histories.forEach(({ length }, person) => (starts[person + 1] = starts[person] + length));
const flat = Int32Array.from(histories.flatMap((history) => [...history]));
const features = plantedFeatures(items, 3);
const shares = Float64Array.from({ length: items }, (_, row) => 1 / (row + 5));
const total = shares.reduce((sum, share) => sum + share, 0);
const basis = momentBasis(
  features,
  shares.map((share) => share / total),
  { head: 12, content: 6 },
);
const rank = momentRank(basis.design);

test('the sum of moments is that of what each device says', () => {
  const sum = new MomentSum(basis);
  const expected = new Float64Array(momentDimension(rank));
  for (const history of [...histories, new Int32Array(0)]) {
    sum.add(history);
    personMoment(basis, history).forEach((value, i) => (expected[i] += value));
  }
  const triangle = sum.triangle();
  expect(Math.max(...triangle.map((value, i) => Math.abs(value - expected[i])))).toBeLessThan(1e-10);
  expect(Math.hypot(...expected)).toBeGreaterThan(1);
});

test('the sum of popularity is that of what each device says', () => {
  const ids = Array.from({ length: items }, (_, row) => `id-${row}`);
  const query = {
    id: popularityId('0'.repeat(32)),
    version: 1,
    purpose: 'To learn which titles many people watch.',
    dimension: items,
    scale: popularityScale(8, 1),
    clipShare: 1,
  };
  const asked = { query, norm: 1 };
  expect(Math.max(...histories.map(({ length }) => length))).toBeGreaterThan(mostTitles(asked));
  const sum = new PopularitySum(items, mostTitles(asked));
  const expected = new Float64Array(items);
  for (const history of histories) {
    sum.add(history);
    const watched = Array.from(history, (row, at) => ({ item: ids[row], at }));
    popularity.answer(asked, { watched, list: ids }).vector.forEach((value, i) => (expected[i] += value));
  }
  expect(sum.counts()).toEqual(expected);
});

describe.each(['each', 'at-once'] as const)('rounds that are encoded %s', (encoding) => {
  const order = Int32Array.from({ length: people }, (_, person) => (person * 7) % people);
  const asked: AskedRounds = {
    query: {
      id: momentsId('0'.repeat(32)),
      version: 1,
      purpose: 'To learn which kinds of titles go together.',
      dimension: momentDimension(rank),
      scale: 1,
      clipShare: 1,
      sumNorm: 0.6,
    },
    basis,
    noiseMultiplier: 3.7304,
    encoding,
    histories: { starts, items: flat },
    ids: Array.from({ length: items }, (_, row) => `id-${row}`),
    order,
    cohort: 65,
    participations: 8,
    seed: 3,
  };
  const plan = roundPlan(order, asked.cohort, asked.participations);

  test('are the same on threads as here, with the noise that is said', { timeout: 60_000 }, async () => {
    const range = [2, plan.rounds] as const;
    const here = await sumRounds(asked)(plan.groups(...range));
    const there = await sumInThreads(asked, plan, range, () => undefined);
    expect(there.reports).toBe((plan.rounds - 2) * asked.cohort);
    expect(there.variance).toBeCloseTo(here.variance, 6);
    expect(Math.max(...there.sum.map((value, i) => Math.abs(value - here.sum[i])))).toBeLessThan(1e-9);

    const truth = new Float64Array(asked.query.dimension);
    for (let round = 2; round < plan.rounds; round++)
      for (const person of plan.people(round))
        personMoment(basis, histories[person]).forEach((value, i) => (truth[i] += value));
    const square = there.sum.reduce((all, value, i) => all + (value - truth[i]) ** 2, 0) / truth.length;
    const off = Math.sqrt(square / there.variance) - 1;
    expect(Math.abs(off)).toBeLessThan(5 / Math.sqrt(2 * truth.length));
  });
});
