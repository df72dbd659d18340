import type { ArmSum } from './quality.ts';

export type Decision = 'promote' | 'roll-back' | 'go-on';

export interface DecisionOptions {
  /** Standard deviation of the noise at each number of the sums, in people. */
  readonly noise: number;
  /** Times that the experiment is looked at in all, this one included: each look may err in its part. */
  readonly looks: number;
  /** Probability, at most and over all looks, of promoting what is no better, and of rolling back what is no worse. */
  readonly error?: number;
}

/** A difference of means between candidate and current, and how far it can be relied on. */
export interface MeasuredDifference {
  readonly difference: number;
  /** Bounds that the true difference is above, or below, but for the error of one look. */
  readonly atLeast: number;
  readonly atMost: number;
}

export interface Decided {
  readonly decision: Decision;
  /** In the order of `qualityMeasures`; empty as long as there are too few people in an arm. */
  readonly differences: readonly MeasuredDifference[];
}

/** Deviations of the noise that the people of an arm must stand out by, for a mean over them to be one. */
const leastOverNoise = 8;
const leastPeople = 50;

/**
 * What released sums say of a candidate. Promoted if it is surely better in the first measure (hits) and not surely worse in any other; rolled
 * back if it is surely worse in any; else the experiment goes on. "Surely" is by confidence bounds of the difference of means, with the noise of the
 * rounds and the chance of whom was drawn (a share of 0..1 has a variance of at most m (1 - m) at a mean of m), each look and measure with its part of the error
 * (Bonferroni). Pure: only sums go in.
 * @param current @param candidate sums over all rounds of the experiment.
 */
export function decideExperiment(
  current: ArmSum,
  candidate: ArmSum,
  { noise, looks, error = 0.05 }: DecisionOptions,
): Decided {
  const least = Math.max(leastPeople, leastOverNoise * noise);
  if (!(current.people >= least && candidate.people >= least)) return { decision: 'go-on', differences: [] };
  // A roll back may err in any measure; promoting in one.
  const better = normalQuantile(1 - error / looks);
  const worse = normalQuantile(1 - error / looks / current.sums.length);
  const differences = current.sums.map((sum, at) => {
    const [old, fresh] = [
      meanOf(sum, current.people, noise),
      meanOf(candidate.sums[at], candidate.people, noise),
    ];
    const difference = fresh.mean - old.mean;
    const deviation = Math.sqrt(old.variance + fresh.variance);
    return {
      difference,
      atLeast: difference - better * deviation,
      atMost: difference + worse * deviation,
    };
  });
  const [hits] = differences;
  if (differences.some(({ atMost }) => atMost < 0)) return { decision: 'roll-back', differences };
  return { decision: hits.atLeast > 0 ? 'promote' : 'go-on', differences };
}

/** A mean over so many people, both with noise, by the delta method. */
function meanOf(
  sum: number,
  people: number,
  noise: number,
): { readonly mean: number; readonly variance: number } {
  const mean = sum / people;
  const inside = Math.min(1, Math.max(0, mean));
  // What noise took away of a small mean could have been as much as one deviation of it.
  const spread = Math.min(1 / 4, (inside + noise / people) * (1 - inside) + noise / people);
  const variance = (noise / people) ** 2 * (1 + mean ** 2) + spread / people;
  return { mean, variance };
}

/** The normal distribution's quantile (Acklam's rational approximation, relative error below 1.15e-9). */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError('a probability between 0 and 1');
  const low = 0.02425;
  if (p < low) return tail(Math.sqrt(-2 * Math.log(p)));
  if (p > 1 - low) return -tail(Math.sqrt(-2 * Math.log(1 - p)));
  const q = p - 0.5;
  const r = q * q;
  return (q * poly(central, r)) / (poly(centralBelow, r) * r + 1);
}

const tail = (q: number): number => poly(tailAbove, q) / (poly(tailBelow, q) * q + 1);
/** Highest power first. */
const poly = (coefficients: readonly number[], x: number): number =>
  coefficients.reduce((sum, each) => sum * x + each, 0);
const central = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
  2.506628277459239,
];
const centralBelow = [
  -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572,
];
const tailAbove = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const tailBelow = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416];
