import { normalQuantile } from './normal-quantile.ts';
import type { ArmTotal, ExperimentSum } from './experiment-of-sums.ts';
import { qualityMeasures } from './quality.ts';

export type Decision = 'promote' | 'roll-back' | 'go-on';

export interface DecisionOptions {
  /** Which look at the experiment this is, from 1; there may be any number. */
  readonly look: number;
  /** Probability, at most and over all looks, of promoting what is no better, and of rolling back what is no worse. */
  readonly error?: number;
}

/** What is known of a number, and how far it can be relied on: each bound fails with no more than the error of this look. */
export interface Estimate {
  readonly mean: number;
  readonly atLeast: number;
  readonly atMost: number;
}

/** One of `qualityMeasures` in both arms. */
export interface MeasuredQuality {
  readonly current: Estimate;
  readonly candidate: Estimate;
  /** Of candidate less current. */
  readonly difference: Estimate;
}

export interface Decided {
  readonly decision: Decision;
  /** In the order of `qualityMeasures`; empty as long as there are too few people in an arm. */
  readonly measures: readonly MeasuredQuality[];
}

/** Deviations of the noise that the people of an arm must stand out by, for a mean over them to be one. */
const leastOverNoise = 8;
const leastPeople = 50;

/**
 * What of a probability of error the k-th look may spend: 1 / (k (k + 1)), which adds up to 1 over any number of looks. By the union bound it
 * holds however looks depend on each other, and whenever somebody stops (alpha spending: Lan, DeMets 1983; this sequence is
 * the simplest that is summable in closed form).
 */
export const lookShare = (look: number): number => 1 / (look * (look + 1));

/**
 * What released sums say of a candidate. Promoted if it is surely better in the first measure (hits) and not surely worse in any; rolled back if
 * it is surely worse in any; else the experiment goes on. "Surely" is by normal confidence bounds of the difference of means. With N the
 * noisy people of an arm, S a noisy sum of shares of 0..1, m = S / N, s the deviation of the noise and E the epochs, a mean's variance is
 *
 *   (s / N)^2 (1 + m^2)  +  E v / N,   v <= m (1 - m)
 *
 * The first part is that of the rounds' noise in numerator and denominator (delta method); the second that of whom chance drew: a share of
 * 0..1 varies by m (1 - m) at most, and people who report in several epochs alike count for one (the variance of a weighted mean with
 * weights of at most E). m (1 - m) is taken where it is largest within one deviation of the noise. Rounds that are left out count for nothing here, as
 * if they had never been: a trimmed mean varies less than that (by a factor of 1.14 instead of 1.67 over the plain mean, of normal values). The error of
 * all looks is spent by `lookShare`, and a roll back's by measure (Bonferroni). Pure, of sums alone: it costs no privacy beyond theirs.
 */
export function decideExperiment(
  { measures: sums }: Pick<ExperimentSum, 'measures'>,
  { look, error = 0.05 }: DecisionOptions,
): Decided {
  const isKnown = sums.every(({ current, candidate, noise }) => {
    const least = Math.max(leastPeople, leastOverNoise * noise);
    return current.people >= least && candidate.people >= least;
  });
  if (!isKnown) return { decision: 'go-on', measures: [] };
  const spent = error * lookShare(look);
  // A roll back may err in any measure; promoting in one.
  const better = normalQuantile(1 - spent);
  const worse = normalQuantile(1 - spent / qualityMeasures.length);
  const measures = sums.map(({ current, candidate, noise, epochs }): MeasuredQuality => {
    const old = meanOf(current, noise, epochs);
    const fresh = meanOf(candidate, noise, epochs);
    const difference = { mean: fresh.mean - old.mean, variance: old.variance + fresh.variance };
    return {
      current: within(old, worse, worse),
      candidate: within(fresh, worse, worse),
      difference: within(difference, better, worse),
    };
  });
  const [hits] = measures;
  if (measures.some(({ difference }) => difference.atMost < 0)) return { decision: 'roll-back', measures };
  return { decision: hits.difference.atLeast > 0 ? 'promote' : 'go-on', measures };
}

interface Moments {
  readonly mean: number;
  readonly variance: number;
}

const within = ({ mean, variance }: Moments, below: number, above: number): Estimate => ({
  mean,
  atLeast: mean - below * Math.sqrt(variance),
  atMost: mean + above * Math.sqrt(variance),
});

function meanOf({ sum, people }: ArmTotal, noise: number, epochs: number): Moments {
  const mean = sum / people;
  const inside = Math.min(1, Math.max(0, mean));
  const off = noise / people;
  // The largest m (1 - m) of means that noise of one deviation could have made this of.
  const likely = Math.abs(inside - 0.5) <= off ? 0.5 : inside + Math.sign(0.5 - inside) * off;
  return { mean, variance: off ** 2 * (1 + mean ** 2) + (epochs * likely * (1 - likely)) / people };
}
