import { describe, expect, it } from 'vitest';
import { shareFusion } from './share-fusion.ts';
import { weightingsOf } from './weightings.ts';

const all = weightingsOf((name) => name !== 'graph');
const others = all.weightings.slice(1);
/** The more the collaborative strategy counts, the better. */
const gains = others.map(([share]) => 0.05 * (share - all.weightings[0][0]));
const cohort = (reports: number, change = 0) => ({
  sum: gains.map((gain) => reports * (gain + change)),
  reports,
  noise: 0.004 * reports,
});

describe('what sums of several cohorts say of ways of mixing', () => {
  it('is surer the more there are', () => {
    const one = shareFusion(all, [cohort(1000)], 0.5);
    const four = shareFusion(
      all,
      [1, 2, 3, 4].map(() => cohort(1000)),
      0.5,
    );
    expect(one.weights).toEqual([1, 0, 0]);
    expect(four.gainSe).toBeLessThan(one.gainSe);
    expect(four.noise).toBeCloseTo(one.noise / 2);
    expect([one.reports, four.reports]).toEqual([1000, 4000]);
    expect(four.isBetter).toBe(true);
  });

  it('is no reason for another mixture where the best is served already', () => {
    expect(shareFusion(all, [cohort(1000)], 0.5, [1, 0, 0]).isBetter).toBe(false);
  });

  it('is not turned by one cohort of six', () => {
    const liars = { ...cohort(1000), sum: others.map(([share]) => -500 * share) };
    const five = [1, 2, 3, 4, 5].map(() => cohort(1000));
    expect(shareFusion(all, [...five, liars], 0.5).weights[0]).toBeGreaterThan(0.5);
  });
});
