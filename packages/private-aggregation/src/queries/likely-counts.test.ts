import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededWords } from '../encoding/test/seeded-words.ts';
import { likelyCounts } from './likely-counts.ts';

const told = (counts: readonly number[], noise: number, seed: number) => {
  const words = seededWords(seed);
  const random = () => words(1)[0] / 2 ** 32;
  return counts.map(
    (count) => count + noise * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
  );
};
const all = (noise: number) => counts.map(() => noise);
const off = (counts: readonly number[], others: ArrayLike<number>) =>
  Math.hypot(...counts.map((count, i) => count - Math.max(0, others[i])));

/** Many titles, few of which are watched by many. */
const counts = Array.from({ length: 3000 }, (_, row) => 3000 / (1 + row));

test('a long tail of noise is told from what is watched: the sum comes near to the truth, and so does each', () => {
  for (const seed of [1, 2, 3]) {
    const noised = told(counts, 40, seed);
    const found = likelyCounts(noised, all(40));
    expect(off(counts, found)).toBeLessThan(0.5 * off(counts, noised));
    const sum = (values: ArrayLike<number>) =>
      Array.from(values).reduce((all, value) => all + Math.max(0, value), 0);
    // Noise of 3,000 counts adds up to a twelfth of their sum by itself.
    expect(Math.abs(sum(found) / sum(counts) - 1)).toBeLessThan(0.25);
    expect(sum(noised) / sum(counts)).toBeGreaterThan(2);
  }
});

test('with hardly any noise, counts are what was told', () => {
  const found = likelyCounts(counts, all(0.02));
  for (const row of [0, 1, 5, 20]) expect(found[row] / counts[row]).toBeCloseTo(1, 0);
});

test('nothing is more than it can be, however loud the noise', () => {
  const noise = 1000;
  const some = (value: number) => Array.from({ length: 500 }, () => value);
  const found = likelyCounts(told(some(0.1), noise, 4), some(noise), 1);
  for (const value of found) expect(value).toBeLessThanOrEqual(1);
  expect(found.reduce((sum, value) => sum + value, 0) / 500).toBeLessThan(0.9);
});

test('the order stays, nothing is below zero, and nothing is none', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1e4, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 50 }),
      fc.double({ min: 0.1, max: 1e3, noNaN: true }),
      (all, noise) => {
        const found = likelyCounts(
          all,
          all.map(() => noise),
        );
        const order = all.map((_, i) => i).toSorted((a, b) => all[a] - all[b]);
        for (const value of found) expect(value).toBeGreaterThanOrEqual(0);
        order
          .slice(1)
          .forEach((i, place) =>
            expect(found[i]).toBeGreaterThanOrEqual(found[order[place]] * (1 - 1e-9) - 1e-9),
          );
      },
    ),
    { numRuns: 50 },
  );
});
