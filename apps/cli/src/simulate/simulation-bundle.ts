import { LIMITS, smallestCohort } from '@parlour/private-aggregation';
import { type Bundle, ParlourError } from '@parlour/wire';

export interface SimulationSize {
  /** Devices, all of one cohort. */
  readonly count: number;
  /** Share of them that leaves during the round, in [0, 0.45]. */
  readonly dropout: number;
  /** Words of a report, 1 to 2^18. */
  readonly dimension: number;
  readonly bits: number;
}

export const simulatedQuery = 'simulation/vector';

/**
 * The bundle of a simulation, which real devices refuse: a report is `dimension` words, and a released sum is made of at
 * least four fifths of the devices that are expected to stay.
 * @param expiry milliseconds since 1970.
 * @throws ParlourError `simulate/too-few-devices` where so few, leaving at this rate, would too often be too few for a sum.
 */
export function simulationBundle(size: SimulationSize, epoch: string, expiry: number): Bundle {
  const { count, dropout, dimension, bits } = size;
  const minimumReports = Math.max(LIMITS.minimumReports, Math.floor(0.8 * count * (1 - dropout)));
  const least = smallestCohort(minimumReports, dropout);
  if (count < least) throw tooFew(count, dropout);
  return {
    format: 1,
    epoch,
    audience: 'simulation',
    queries: [
      {
        id: simulatedQuery,
        version: 1,
        purpose: 'Tries a round with devices that are no people.',
        dimension,
        scale: 1,
        clipShare: 1,
        sumNorm: sumNormOf(minimumReports),
      },
    ],
    clipNorm: 1,
    bits,
    minimumReports,
    cohortSize: count,
    adversarialRate: 0.1,
    dropoutRate: dropout,
    noiseMultiplier: 3.8,
    participations: 1,
    expiry,
  };
}

/**
 * n vectors of norm 1 in independent directions add up to more than sqrt(2 n ln(2^23)) < 5.7 sqrt(n) with a probability below
 * 2^-22 (Pinelis 1994, theorem 3.5), which is the greater a share of n the fewer they are.
 */
const sumNormOf = (reports: number): number => Math.min(LIMITS.maximumSumNorm, 5.7 / Math.sqrt(reports));

/** Devices that are enough at a rate, found by going up. */
function enough(dropout: number): number {
  let count: number = LIMITS.minimumReports;
  while (
    count < LIMITS.maximumCohort &&
    smallestCohort(Math.max(LIMITS.minimumReports, Math.floor(0.8 * count * (1 - dropout))), dropout) > count
  )
    count += 1;
  return count;
}

const tooFew = (count: number, dropout: number): ParlourError =>
  new ParlourError('simulate/too-few-devices', {
    message: `${count} devices, of which a share of ${dropout} leaves, are too few for a sum of 50 reports and more.`,
    meaning: 'Nothing was published and no device was made.',
    mend: `Give --count ${enough(dropout)} or more, or a smaller --dropout.`,
  });
