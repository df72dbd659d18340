import { LIMITS } from '@parlour/private-aggregation';
import { lifetimeEpsilon } from '../lifetime-noise.ts';
import { noiseOfSum } from '../cohort-sum.ts';
import { clopperPearson } from './clopper-pearson.ts';
import { honestOf, leftOfSum, type Observed, type Target } from './left-of-sum.ts';
import { type AttackRates, bestTruePositives, type Promised, ratesOf } from './privacy-bound.ts';

export interface MembershipOptions extends Observed {
  /** Targets, each in a cohort. */
  readonly targetOf: (trial: number) => Target;
  readonly trials: number;
}

export interface MembershipAttack extends Promised {
  /** In each of the two worlds. */
  readonly trials: number;
  readonly noise: number;
  readonly rates: readonly (AttackRates & { readonly best: number })[];
}

/** Thresholds in deviations of the noise: a tenth, a quarter and half of those who are not in it are beyond. */
const thresholds = [1.2816, 0.6745, 0];
const oneReport = 1e-5;
const allReports = 1e-6;

/**
 * Whether somebody is in a sum, by the likelihood ratio: how far what is left of it goes along their own answer. The first attack
 * sees one sum; the second adds up as many of the same target's as a lifetime has.
 */
export function membershipOfSums(options: MembershipOptions): {
  one: MembershipAttack;
  lifetime: MembershipAttack;
} {
  const { plan, trials, noise, targetOf } = options;
  const participations = LIMITS.maximumParticipations;
  const along = (trial: number, isIn: boolean) => {
    const target = targetOf(Math.floor(trial / participations));
    return dot(leftOfSum(options, target, isIn), target.answer);
  };
  const worlds = [false, true].map((isIn) =>
    Float64Array.from({ length: trials }, (_, trial) => along(trial, isIn)),
  );
  const deviation = noiseOfSum(plan, honestOf(plan));
  const attack = (rounds: number, delta: number): MembershipAttack => {
    const [out, inside] = worlds.map((all) => sumsOf(all, rounds));
    const spread = deviation * Math.sqrt(rounds);
    const promised = { epsilon: lifetimeEpsilon([{ plan, rounds }], delta), delta };
    // Without noise the middle between the two worlds tells them apart.
    const cuts = noise === 0 ? [rounds / 2] : thresholds.map((cut) => cut * spread * noise);
    const miss = 0.05 / (4 * cuts.length);
    const shareOver = (all: readonly number[], cut: number) =>
      clopperPearson(all.filter((value) => value > cut).length, all.length, miss);
    return {
      ...promised,
      trials: out.length,
      noise,
      rates: cuts.map((cut) => {
        const rates = ratesOf(promised, shareOver(out, cut), shareOver(inside, cut));
        return { ...rates, best: bestTruePositives(spread / rounds, rates.falsePositives.share) };
      }),
    };
  };
  return { one: attack(1, oneReport), lifetime: attack(participations, allReports) };
}

const sumsOf = (all: Float64Array, count: number): number[] =>
  Array.from({ length: Math.floor(all.length / count) }, (_, group) =>
    all.subarray(group * count, (group + 1) * count).reduce((sum, value) => sum + value, 0),
  );

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
