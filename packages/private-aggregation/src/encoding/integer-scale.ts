import type { Bundle } from '@parlour/wire';
import { skellamReach } from './skellam-tail.ts';

/** The reports of one round wrap around, anywhere in the vector, with a probability below 2^-20. */
const failureExponent = 20;
/** Finer grids gain nothing: rounding is then under a millionth of the noise's variance. */
const largestShareDeviation = 4096;

/** The parts of a bundle that decide how its vectors become integers. */
export type EncodingBundle = Pick<
  Bundle,
  'queries' | 'clipNorm' | 'bits' | 'minimumReports' | 'cohortSize' | 'adversarialRate' | 'noiseMultiplier'
>;

/**
 * Variance of one device's noise, in squared units of the vector: (z clip)^2 / ((1 - adversarialRate) minimumReports), so that
 * the honest among the fewest reports that are ever released carry the whole noise between them.
 */
export function shareVariance(bundle: EncodingBundle): number {
  const { noiseMultiplier, clipNorm, adversarialRate, minimumReports } = bundle;
  return (noiseMultiplier * clipNorm) ** 2 / ((1 - adversarialRate) * minimumReports);
}

/**
 * Integers per unit of the vector: the greatest s, of six significant bits so that every device and the aggregator find the
 * same, for which the sum over a whole cohort stays within (-2^(bits-1), 2^(bits-1)) at every coordinate with probability
 * at least 1 - 2^-20, whatever the vectors are.
 *
 * Three things add up at a coordinate. The vectors: their sum is at most cohort * clip long, and after the signed transform
 * of a block of B each coordinate exceeds t with probability at most 2 exp(-t^2 B / (2 (cohort clip)^2)) (Hoeffding), the
 * worst case being all of it in one block. Rounding: less than 1 a device. Noise: Skellam, `skellamReach`. Half of the
 * failure probability goes to the first, half to the last, divided among the coordinates.
 * @throws RangeError where the bits cannot hold the sum at any scale that is worth having (one integer per share's deviation).
 */
export function integerScale(bundle: EncodingBundle, dimension: number, block: number): number {
  const { bits, cohortSize, clipNorm } = bundle;
  const exponent = failureExponent + 1 + Math.log2(dimension);
  const signal = cohortSize * clipNorm * Math.min(1, Math.sqrt((2 * Math.LN2 * (exponent + 1)) / block));
  const variance = shareVariance(bundle);
  const fits = (scale: number) =>
    scale * signal + cohortSize + skellamReach(cohortSize * variance * scale * scale, exponent + 1) <
    2 ** (bits - 1);
  const most = roundDown(largestShareDeviation / Math.sqrt(variance));
  const least = 1 / Math.sqrt(variance);
  for (let scale = most; scale >= least; scale = roundDown(scale * (1 - 2 ** -7))) {
    if (fits(scale)) return scale;
  }
  throw new RangeError(`${bits} bits cannot hold the sum of ${cohortSize} reports`);
}

/** The greatest number of six significant bits that is not greater. */
function roundDown(value: number): number {
  const unit = 2 ** (Math.floor(Math.log2(value)) - 5);
  return Math.floor(value / unit) * unit;
}
