import type { Bundle } from '@parlour/wire';
import { epsilonOf } from '../accountant/epsilon-of.ts';
import { checkBundle, totalDimension } from '../bundle/check-bundle.ts';
import { integerNorm, roundingBias } from '../encoding/noise-floor.ts';
import { shareOfBudget, skellamReportCost, wholeBudget } from './budget.ts';

/** Epsilon for one participation, and for all that a bundle allows; person-level, add or remove. */
export interface EpsilonOfParticipations {
  readonly one: number;
  readonly all: number;
}

export interface CostOfBundle {
  /** What is really spent: all queries are answered by one report. */
  readonly together: EpsilonOfParticipations;
  /** What answering a query alone, under the same noise, would cost; these do not add up to `together`. */
  readonly queries: readonly ({ readonly id: string } & EpsilonOfParticipations)[];
  /** Part of a device's lifetime budget that one participation takes, 0..1, as its ledger counts it. */
  readonly lifetimeShare: number;
}

/**
 * What answering a bundle costs a person, by the accountant: the Skellam mechanism at the bundle's own scale, dimension and
 * rounding. A query that may use the part s of the clip is, alone, a mechanism of s times the clip under the same noise.
 * @param delta in (0, 1).
 * @throws ParlourError `aggregation/bundle-weakened`.
 */
export function bundleCost(bundle: Bundle, delta: number): CostOfBundle {
  checkBundle(bundle);
  const dimension = totalDimension(bundle);
  const { scale } = integerNorm(bundle, dimension);
  const roundAt = (share: number) => ({
    noiseMultiplier: bundle.noiseMultiplier / share,
    clip: bundle.clipNorm * share,
    beta: roundingBias,
    dimension,
    scale,
  });
  const epsilon = (share: number, rounds: number) =>
    epsilonOf({ mechanism: 'skellam', ...roundAt(share), rounds, delta }).epsilon;
  const pair = (share: number) => ({ one: epsilon(share, 1), all: epsilon(share, bundle.participations) });
  return {
    together: pair(1),
    queries: bundle.queries.map(({ id, clipShare }) => ({ id, ...pair(clipShare) })),
    lifetimeShare: Math.min(1, shareOfBudget(skellamReportCost(roundAt(1))) / wholeBudget),
  };
}
