import { describe, expect, it } from 'vitest';
import { drawnPeople } from '../population/drawn-people.ts';
import type { CohortEncoding } from '../cohort-sum.ts';
import { seededWords } from '../seeded-words.ts';
import { attackedPeople, drawTarget } from './attacked-people.ts';
import { attackedPlan } from './attacked-plan.ts';
import { honestOf } from './left-of-sum.ts';
import { membershipOfSums } from './membership.ts';
import { reconstruct } from './reconstruction.ts';

const attacked = attackedPeople(await drawnPeople(200, 1, 50));
const plan = await attackedPlan(attacked.basis, 50);
const targetOf = (trial: number) =>
  drawTarget(attacked.answers, { others: honestOf(plan) - 1, outside: 0 }, trial);

describe('who is in the sum of the smallest cohort, to somebody who knows all others in it', () => {
  const attack = (noise: number, trials: number, encoding: CohortEncoding = 'at-once') =>
    membershipOfSums({ plan, targetOf, trials, noise, encoding, random: seededWords(1) });

  it('is told no better than epsilon allows, by an attack that does what noise of this size lets any do', () => {
    const { one, lifetime } = attack(1, 2000);
    expect(one.epsilon).toBeLessThan(1.1);
    expect(lifetime.epsilon).toBeLessThan(4);
    expect(lifetime.trials).toBe(250);
    for (const { epsilon, rates } of [one, lifetime])
      for (const { epsilonAtLeast, truePositives, best } of rates) {
        expect(epsilonAtLeast).toBeLessThanOrEqual(epsilon);
        expect(truePositives.low).toBeLessThanOrEqual(best);
      }
    for (const { isUnderBound } of one.rates) expect(isUnderBound).toBe(true);
    const last = one.rates[2];
    expect(last.truePositives.share).toBeGreaterThan(last.best - 0.05);
  });

  it('is the same to reports that are encoded one by one', () => {
    const [rare, , half] = attack(1, 40, 'each').one.rates;
    expect(half.falsePositives.low).toBeLessThan(0.5);
    expect(half.falsePositives.high).toBeGreaterThan(0.5);
    expect(rare.falsePositives.low).toBeLessThan(0.1);
    expect(rare.epsilonAtLeast).toBe(0);
  });

  it('is found out where a quarter of the noise is all there is, and surely without any', () => {
    const quarter = attack(0.25, 1000).one;
    expect(Math.max(...quarter.rates.map(({ epsilonAtLeast }) => epsilonAtLeast))).toBeGreaterThan(
      quarter.epsilon,
    );
    const [bare] = attack(0, 20, 'each').one.rates;
    expect([bare.falsePositives.share, bare.truePositives.share]).toEqual([0, 1]);
    expect(bare.isUnderBound).toBe(false);
  });
});

describe('what a person watched, read off the sum of the smallest cohort', () => {
  it('is not found beyond what epsilon allows, and is without noise', () => {
    const hidden = reconstruct(attacked, {
      plan,
      trials: 300,
      noise: 1,
      encoding: 'at-once',
      random: seededWords(2),
    });
    expect(hidden.isUnderBound).toBe(true);
    expect(hidden.cosine).toBeLessThan(0.25);
    const bare = reconstruct(attacked, {
      plan,
      trials: 15,
      noise: 0,
      encoding: 'each',
      random: seededWords(2),
    });
    expect(bare.identified.share).toBe(1);
    expect(bare.isUnderBound).toBe(false);
    expect(bare.cosine).toBeGreaterThan(0.99);
    expect(bare.titles).toBeGreaterThan(0.95);
    expect(bare.titlesByPopularity).toBeLessThan(bare.titles);
  });
});
