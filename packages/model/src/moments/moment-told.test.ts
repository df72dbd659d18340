import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import { momentTold } from './moment-told.ts';
import { addOuterTriangle } from './triangle.ts';
import { momentDimension } from './moment-design.ts';

const seed = Number(process.env['PARLOUR_SEED'] ?? 20261201);
const rank = 24;
const numbers = momentDimension(rank);
const normals = (random: () => number) => () =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** @param alike from 0, people of all kinds, to 1, all the same. */
function honest(one: { seed: number; reports: number; silent: number; noise: number; alike: number }) {
  const normal = normals(seededRandom(one.seed));
  const sum = new Float64Array(numbers);
  const common = Array.from({ length: rank }, normal);
  for (let report = Math.round(one.silent * one.reports); report < one.reports; report++)
    addOuterTriangle(
      sum,
      common.map((value) => one.alike * value + (1 - one.alike) * normal()),
    );
  return { sum: sum.map((value) => value + one.noise * normal()), reports: one.reports, noise: one.noise };
}

describe('what a sum of moments says of itself', () => {
  it(`any sum of people is possible, and says how many have told something (seed ${seed})`, () => {
    fc.assert(
      fc.property(
        fc.record({
          seed: fc.integer({ min: 1, max: 2 ** 31 }),
          reports: fc.integer({ min: 50, max: 600 }),
          silent: fc.constantFrom(0, 0.3, 1),
          noise: fc.constantFrom(0, 1, 4.5),
          alike: fc.constantFrom(0, 0.5, 1),
        }),
        (one) => {
          const { share, deviation, isPossible } = momentTold(honest(one), rank);
          expect(isPossible).toBe(true);
          expect(Math.abs(share - (1 - one.silent))).toBeLessThan(5 * deviation + 1 / one.reports);
        },
      ),
      // As far as noise goes in one of 30,000 sums it may go once: not in these.
      { seed, numRuns: 300 },
    );
  });

  const told = { seed: 5, reports: 1_000, silent: 0, noise: 4.5, alike: 0.3 };
  const possible = (change: (value: number, normal: () => number) => number): boolean => {
    const normal = normals(seededRandom(9));
    const { sum, ...cohort } = honest(told);
    return momentTold({ ...cohort, sum: sum.map((value) => change(value, normal)) }, rank).isPossible;
  };

  it('one that was subtracted, is louder than its noise, or longer than its reports is not', () => {
    expect(possible((value) => value)).toBe(true);
    expect(possible((value) => -value)).toBe(false);
    expect(possible((_, normal) => 45 * normal())).toBe(false);
    // A vector as long as all reports together, of no person.
    expect(possible((_, normal) => (1_000 / Math.sqrt(numbers)) * normal())).toBe(false);
    expect(possible((value) => 1.5 * value)).toBe(false);
    expect(possible((value, normal) => value + (500 / Math.sqrt(numbers)) * normal())).toBe(false);
    // What is as likely of people is not told apart.
    expect(possible((value, normal) => value + (50 / Math.sqrt(numbers)) * normal())).toBe(true);
  });

  it('one of noise alone is possible, and says that nobody told anything', () => {
    const nobody = momentTold(honest({ ...told, silent: 1 }), rank);
    expect(nobody.isPossible).toBe(true);
    expect(Math.abs(nobody.share)).toBeLessThan(4 * nobody.deviation);
  });
});
