import { planEncoding } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { describe, expect, it } from 'vitest';
import { type CohortEncoding, CohortSum, noiseOfSum } from './cohort-sum.ts';
import { federatedBundle } from './federated-bundle.ts';
import { seededWords } from './seeded-words.ts';

const dimension = 600;
const cohort = 60;
const query = {
  id: 'moments/test',
  version: 1,
  purpose: 'To try how sums are released.',
  dimension,
  scale: 1,
  clipShare: 1,
  sumNorm: 0.6,
};
const plan = await planEncoding(nodeSuite, federatedBundle(query, cohort, 3.7304), new Uint8Array(32));

/** Of norm 1, half of it in common. */
function answer(person: number): Float64Array {
  const vector = Float64Array.from(
    { length: dimension },
    (_, i) => Math.sin(i * i + 1) + Math.sin(i * (person + 2)),
  );
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

describe.each<CohortEncoding>(['each', 'at-once'])('reports encoded %s', (encoding) => {
  const sumOf = (reports: number) => {
    const sum = new CohortSum(plan, seededWords(3), encoding);
    for (let person = 0; person < reports; person++) sum.add(answer(person));
    return sum;
  };

  it('come out as their sum, with the noise that is accounted for', () => {
    const truth = new Float64Array(dimension);
    for (let person = 0; person < cohort; person++) answer(person).forEach((value, i) => (truth[i] += value));
    const { sum, reports } = sumOf(cohort).release();
    expect(reports).toBe(cohort);
    const square = sum.reduce((all, value, i) => all + (value - truth[i]) ** 2, 0) / dimension;
    const expected = noiseOfSum(plan, cohort);
    expect(Math.abs(Math.sqrt(square) / expected - 1)).toBeLessThan(5 / Math.sqrt(2 * dimension));
    expect(expected).toBeGreaterThanOrEqual(3.7304);
  });

  it('are never released where they are fewer than the bundle says', () => {
    for (const reports of [0, 1, cohort - 1]) {
      expect(() => sumOf(reports).release()).toThrow(
        expect.objectContaining({ code: 'aggregation/too-few-answers' }),
      );
    }
  });

  it('are not released as a sum that honest people do not make', async () => {
    const bundle = federatedBundle({ ...query, dimension: 100, sumNorm: 0.3 }, 400, 3.7304);
    const short = await planEncoding(nodeSuite, bundle, new Uint8Array(32));
    const sum = new CohortSum(short, seededWords(3), encoding);
    const same = new Float64Array(100).fill(0.1);
    for (let person = 0; person < 400; person++) sum.add(same);
    expect(() => sum.release()).toThrow(expect.objectContaining({ code: 'aggregation/bad-report' }));
  });
});

it('a cohort below the floor of 50 has no bundle', () => {
  expect(() => federatedBundle(query, 49, 3.7304)).toThrow(
    expect.objectContaining({ code: 'aggregation/bundle-weakened' }),
  );
  expect(() => federatedBundle(query, 60, 3.7)).toThrow(
    expect.objectContaining({ code: 'aggregation/bundle-weakened' }),
  );
});
