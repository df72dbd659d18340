import type { Bundle } from '@parlour/wire';
import { integerNorm } from '../encoding/noise-floor.ts';
import { demand } from '../refusal.ts';
import { log2TooFewReports } from './cohort-size.ts';
import { LIMITS } from './limits.ts';

/**
 * Holds a bundle to the compiled-in floors and ceilings.
 * @throws ParlourError `aggregation/bundle-weakened`, naming the field.
 */
export function checkBundle(bundle: Bundle): void {
  const within = (field: keyof Bundle, low: number, value: number, high: number) =>
    demand(value >= low && value <= high, 'bundle-weakened', field);
  within('queries', 1, totalDimension(bundle), LIMITS.maximumDimension);
  within('bits', LIMITS.minimumBits, bundle.bits, LIMITS.maximumBits);
  within('minimumReports', LIMITS.minimumReports, bundle.minimumReports, LIMITS.maximumCohort);
  within('cohortSize', bundle.minimumReports, bundle.cohortSize, LIMITS.maximumCohort);
  within('noiseMultiplier', LIMITS.minimumNoiseMultiplier, bundle.noiseMultiplier, 1e6);
  const { minimumAdversarialRate, maximumAdversarialRate } = LIMITS;
  within('adversarialRate', minimumAdversarialRate, bundle.adversarialRate, maximumAdversarialRate);
  within('dropoutRate', 0, bundle.dropoutRate, LIMITS.maximumDropoutRate);
  within('participations', 1, bundle.participations, LIMITS.maximumParticipations);
  for (const { sumNorm } of bundle.queries)
    demand(sumNorm !== undefined && sumNorm <= LIMITS.maximumSumNorm, 'bundle-weakened', 'sumNorm');
  const ids = new Set(bundle.queries.map(({ id }) => id));
  demand(ids.size === bundle.queries.length, 'bundle-weakened', 'a query twice');
  const failing = log2TooFewReports(bundle.cohortSize, bundle.minimumReports, bundle.dropoutRate);
  demand(failing < -LIMITS.failureExponent, 'bundle-weakened', 'cohortSize');
  integerNorm(bundle, totalDimension(bundle));
}

/** Words of all queries together, before padding. */
export const totalDimension = ({ queries }: Bundle): number =>
  queries.reduce((sum, { dimension }) => sum + dimension, 0);
