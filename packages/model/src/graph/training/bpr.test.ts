import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../seeded-random.ts';
import { toUnitRows } from '../encoder/unit-rows.ts';
import { bpr, type Comparisons } from './bpr.ts';

const random = seededRandom(6);
const unit = (rows: number): Float64Array => {
  const values = Float64Array.from({ length: 64 * rows }, () => random() - 0.5);
  toUnitRows(values, 64);
  return values;
};
const people = unit(2);
const titles = unit(9);
const comparisons: Comparisons = {
  targetStarts: Int32Array.of(0, 2, 3),
  targets: Int32Array.of(0, 1, 2),
  negatives: Int32Array.of(3, 4, 5, 6),
  met: new Uint8Array(8),
};
const plan = { temperature: 0.2, hardness: 0.5 };

describe('Bayesian personalised ranking', () => {
  test('never compares with what the person met', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 8, max: 1 }), (met) => {
        const byTitles = new Float64Array(titles.length);
        const { loss, byPeople } = bpr(people, titles, { ...comparisons, met }, plan, byTitles);
        const isMetByAll = (n: number): boolean => met[n] === 1 && met[4 + n] === 1;
        for (let n = 0; n < 4; n++) {
          const own = byTitles.subarray(64 * (3 + n), 64 * (4 + n));
          expect(own.every((value) => value === 0)).toBe(isMetByAll(n));
        }
        for (let p = 0; p < 2; p++) {
          const nothingLeft = met.subarray(4 * p, 4 * p + 4).every((one) => one === 1);
          expect(byPeople.subarray(64 * p, 64 * p + 64).every((value) => value === 0)).toBe(nothingLeft);
        }
        expect(loss > 0).toBe(!met.every((one) => one === 1));
      }),
      { verbose: true },
    );
  });

  test('with all scores alike the loss is ln 2, however hard', () => {
    const same = Float64Array.from({ length: 9 * 64 }, (_, i) => people[i % 64]);
    for (const hardness of [0, 1]) {
      const { loss } = bpr(people, same, comparisons, { ...plan, hardness }, new Float64Array(same.length));
      expect(loss).toBeCloseTo(Math.log(2), 12);
    }
  });

  test('harder means the nearer negatives count more', () => {
    const lossAt = (hardness: number): number =>
      bpr(people, titles, comparisons, { ...plan, hardness }, new Float64Array(titles.length)).loss;
    expect(lossAt(1)).toBeGreaterThan(lossAt(0));
  });
});
