import { type CohortMoment, mergeMoments } from '@parlour/model/moments';
import type { FusionWeightings } from '@parlour/wire';
import { chooseWeighting, type ChosenWeighting } from './choose-weighting.ts';

/** What released sums say of ways of mixing. */
export interface SharedWeights extends ChosenWeighting {
  readonly reports: number;
  /** Standard deviation that the rounds' noise leaves at the gain of one way. */
  readonly noise: number;
  /** Whether it is clearly better than what is served. */
  readonly isBetter: boolean;
}

/** Standard errors that a gain must be above 0 by: the best of many by noise alone is often above two. */
const sureOfGain = 3;

/**
 * Draws weights from released sums of gains; from five cohorts on by a trimmed mean, so that none decides alone.
 * @param most norm of the gains that one person can add.
 * @param served as of `chooseWeighting`.
 */
export function shareFusion(
  weightings: FusionWeightings,
  cohorts: readonly CohortMoment[],
  most: number,
  served?: readonly number[],
): SharedWeights {
  // Merged as vectors of norm 1, as which cohorts are weighed.
  const scaled = cohorts.map(({ sum, reports, noise }) => ({
    sum: Float64Array.from(sum, (value) => value / most),
    reports,
    noise: noise / most,
  }));
  const { triangle, noise: ofUnit, reports } = mergeMoments(scaled);
  const [gains, noise] = [Float64Array.from(triangle, (value) => value * most), ofUnit * most];
  const chosen = chooseWeighting(weightings, { gains, noise, reports, most }, served);
  const { gain, gainSe } = chosen.overServed;
  return { ...chosen, reports, noise, isBetter: gain > sureOfGain * gainSe };
}
