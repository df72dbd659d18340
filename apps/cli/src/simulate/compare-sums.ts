import { decodeSum, type EncodingPlan } from '@parlour/private-aggregation';
import { simulatedQuery } from './simulation-bundle.ts';

/** How a released sum stands to what went into it. Lengths in the units of the vectors, of which each has norm 1 at most. */
export interface SumComparison {
  /** Whether it is the sum of the survivors' encoded reports, modulo 2^bits: every word. */
  readonly isExact: boolean;
  /** Largest difference, of any coordinate, between the decoded sum and the plain one. */
  readonly largestError: number;
  /** Standard deviation of the noise at a coordinate of the decoded sum. */
  readonly noise: number;
  /** What the largest error exceeds with a probability below 2^-20, by the Gaussian tail and a union over coordinates. */
  readonly errorBound: number;
}

/**
 * @param released words modulo 2^bits, from the aggregator.
 * @param encoded sum of the survivors' reports modulo 2^32.
 * @param plain sum of their vectors.
 */
export function compareSums(
  plan: EncodingPlan,
  released: Uint32Array,
  encoded: Uint32Array,
  plain: Float64Array,
  reports: number,
): SumComparison {
  const modulus = 2 ** plan.bundle.bits;
  const isExact =
    released.length === encoded.length && encoded.every((word, i) => word % modulus === released[i]);
  const decoded = decodeSum(plan, released).get(simulatedQuery) ?? new Float64Array();
  const largestError = plain.reduce((most, value, i) => Math.max(most, Math.abs(decoded[i] - value)), 0);
  // Rounding to whole numbers adds a variance of at most a quarter at each coordinate of each report.
  const noise = Math.sqrt(reports * (plan.noiseVariance + 0.25)) / plan.scale;
  const errorBound = noise * Math.sqrt(2 * Math.log(2 * plan.dimension * 2 ** 20));
  return { isExact, largestError, noise, errorBound };
}
