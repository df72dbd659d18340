import type { EncodingPlan } from './encoding-plan.ts';
import { skellamReach } from './skellam-tail.ts';

/** A sum of honest reports is called implausible with a probability below 2^-20. */
const failureExponent = 20;

/**
 * L2 norm, in integers, that the sum of `reports` reports has at most if every device kept to the clip bound, but for a
 * probability below 2^-20, whatever their vectors are: all of them alike, and the noise of all of them. The noise's norm is
 * bounded by Chebyshev's inequality on its square (variance 2 v^2 + v a coordinate for a Skellam variable of variance v), or
 * by the tail of its coordinates, whichever is less.
 */
export function largestSumNorm(
  { dimension, normBound, noiseVariance }: EncodingPlan,
  reports: number,
): number {
  const variance = reports * noiseVariance;
  const spread = Math.sqrt(2 ** failureExponent * dimension * (2 * variance * variance + variance));
  const reach = skellamReach(variance, failureExponent + 1 + Math.log2(dimension));
  const noise = Math.sqrt(Math.min(dimension * variance + spread, dimension * reach * reach));
  return reports * normBound + noise;
}

/**
 * Whether a released sum modulo 2^bits can be one of `reports` clipped reports. Nobody can look into a single report, so this
 * is all that stands against a device that ignores the clip bound: it catches those that make a sum useless at once, and
 * none that stays within what a whole cohort may do.
 */
export function isPlausibleSum(plan: EncodingPlan, sum: Uint32Array, reports: number): boolean {
  const shift = 32 - plan.bundle.bits;
  let square = 0;
  for (const word of sum) square += ((word << shift) >> shift) ** 2;
  return sum.length === plan.dimension && Math.sqrt(square) <= largestSumNorm(plan, reports);
}
