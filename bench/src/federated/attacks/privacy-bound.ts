import { gaussianDelta } from '@parlour/private-aggregation/accountant';
import type { CountedShare } from './clopper-pearson.ts';

/** What was promised. */
export interface Promised {
  readonly epsilon: number;
  readonly delta: number;
}

/** Most true positives that (epsilon, delta) allows at so many false ones, of whatever test (Wasserman & Zhou 2010; Kairouz et al. 2015). */
export const mostTruePositives = ({ epsilon, delta }: Promised, falsePositives: number): number =>
  Math.min(
    1,
    Math.exp(epsilon) * falsePositives + delta,
    1 - Math.exp(-epsilon) * (1 - delta - falsePositives),
  );

/**
 * Most true positives of any test of Gaussian noise of so many sensitivities: the envelope of all its (epsilon, delta), which the
 * likelihood ratio reaches (Dong, Roth & Su 2022). An attack that stays far below is a poor one.
 */
export function bestTruePositives(sigma: number, falsePositives: number): number {
  let least = 1;
  for (let step = 0; step <= 400; step++) {
    const epsilon = (step / 100) * Math.max(1, 2 / sigma);
    least = Math.min(
      least,
      mostTruePositives({ epsilon, delta: gaussianDelta(sigma, epsilon) }, falsePositives),
    );
  }
  return least;
}

/** An attack at one threshold. Intervals of all thresholds of an attack hold together at 95 %. */
export interface AttackRates {
  readonly falsePositives: CountedShare;
  readonly truePositives: CountedShare;
  /** Most true positives that the promise allows, at the fewest false ones of the interval. */
  readonly bound: number;
  /** Whether the whole interval of true positives lies under that. */
  readonly isUnderBound: boolean;
  /** Epsilon that was surely spent: above the promised one the promise is refuted. */
  readonly epsilonAtLeast: number;
}

export function ratesOf(
  promised: Promised,
  falsePositives: CountedShare,
  truePositives: CountedShare,
): AttackRates {
  const bound = mostTruePositives(promised, falsePositives.low);
  const ratio = (more: number, less: number) => Math.log(Math.max(0, more - promised.delta) / less);
  return {
    falsePositives,
    truePositives,
    bound,
    isUnderBound: truePositives.high <= bound,
    epsilonAtLeast: Math.max(
      0,
      ratio(truePositives.low, falsePositives.high),
      ratio(1 - falsePositives.high, 1 - truePositives.low),
    ),
  };
}
