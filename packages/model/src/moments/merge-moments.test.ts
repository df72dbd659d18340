import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import { mergeMoments } from './merge-moments.ts';

const cohort = fc.record({
  sum: fc.array(fc.double({ min: -1000, max: 1000, noNaN: true }), { minLength: 6, maxLength: 6 }),
  reports: fc.integer({ min: 50, max: 2000 }),
  noise: fc.double({ min: 0, max: 100, noNaN: true }),
});

test('few cohorts of one bundle, whose noise grows with their reports, are added up, in any order', () => {
  fc.assert(
    fc.property(
      fc.array(cohort, { minLength: 1, maxLength: 4 }),
      fc.double({ min: 0, max: 10, noNaN: true }),
      (drawn, ofReport) => {
        const cohorts = drawn.map((each) => ({ ...each, noise: ofReport * Math.sqrt(each.reports) }));
        const { triangle, reports, noise } = mergeMoments(cohorts);
        const all = cohorts.reduce((sum, each) => sum + each.reports, 0);
        expect(reports).toBe(all);
        Array.from(triangle).forEach((value, at) => {
          expect(value).toBeCloseTo(cohorts.reduce((sum, each) => sum + each.sum[at], 0) / all, 6);
        });
        expect(noise).toBeCloseTo(Math.hypot(...cohorts.map((each) => each.noise)) / all, 9);
      },
    ),
  );
});

test('cohorts of several bundles count by how precisely they tell: less is left of noise than by their reports', () => {
  const random = seededRandom(11);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const numbers = 40_000;
  const drawn = (reports: number, noise: number) => ({
    sum: Float64Array.from({ length: numbers }, () => noise * normal()),
    reports,
    noise,
  });
  // A bundle for a thousand reports, and one for fifty that a hundred answered: noise multiplier 3.8, all of the clip.
  const cohorts = [drawn(1000, 3.8), drawn(100, 3.8 * Math.SQRT2)];
  const { triangle, noise } = mergeMoments(cohorts);
  const measured = Math.sqrt(Array.from(triangle).reduce((sum, value) => sum + value ** 2, 0) / numbers);
  expect(measured / noise).toBeGreaterThan(0.98);
  expect(measured / noise).toBeLessThan(1.02);
  const byReports = Math.hypot(...cohorts.map((each) => each.noise)) / 1100;
  expect(noise).toBeLessThan(0.65 * byReports);
  // Without noise there is nothing but who happened to be in them.
  const plain = mergeMoments(cohorts.map(({ sum, reports }) => ({ sum, reports, noise: 0 })));
  expect(plain.triangle[0]).toBeCloseTo((cohorts[0].sum[0] + cohorts[1].sum[0]) / 1100, 12);
});

test('from five on one cohort alone moves no number out of what the others say, whatever it says', () => {
  fc.assert(
    fc.property(
      fc.array(cohort, { minLength: 4, maxLength: 12 }),
      fc.constantFrom(1e9, -1e9),
      (honest, said) => {
        const liar = { sum: new Float64Array(6).fill(said), reports: 1000, noise: 1 };
        const { triangle } = mergeMoments([...honest, liar]);
        Array.from(triangle).forEach((value, at) => {
          const means = honest.map(({ sum, reports }) => sum[at] / reports);
          expect(value).toBeGreaterThanOrEqual(Math.min(...means) - 1e-9);
          expect(value).toBeLessThanOrEqual(Math.max(...means) + 1e-9);
        });
      },
    ),
  );
});

test('trimming costs the noise that is said, and no more', () => {
  const random = seededRandom(7);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const numbers = 40_000;
  for (const count of [5, 8, 20]) {
    const cohorts = Array.from({ length: count }, () => ({
      sum: Float64Array.from({ length: numbers }, () => 10 * normal()),
      reports: 100,
      noise: 10,
    }));
    const { triangle, noise } = mergeMoments(cohorts);
    const measured = Math.sqrt(Array.from(triangle).reduce((sum, value) => sum + value ** 2, 0) / numbers);
    expect(measured / noise).toBeGreaterThan(0.94);
    expect(measured / noise).toBeLessThan(1.015);
  }
});

test('sums over several bases are not added up', () => {
  const of = (length: number) => ({ sum: new Float64Array(length), reports: 50, noise: 1 });
  expect(() => mergeMoments([of(3), of(6)])).toThrow(RangeError);
  expect(() => mergeMoments([])).toThrow(RangeError);
});
