import type { EncodingPlan } from './encoding-plan.ts';
import { roundingBias } from './noise-floor.ts';
import type { EncodingBundle } from './integer-scale.ts';
import { skellamReach } from './skellam-tail.ts';

/** Four things may each go wrong with a probability below 2^-22, so an honest sum is called implausible with one below 2^-20. */
const failureExponent = 22;
const nats = failureExponent * Math.LN2;

/**
 * L2 norm, in integers, that the sum of `reports` reports has at most, but for a probability below 2^-20, where the vectors
 * of all queries together add up to no more than the bundle declares of honest cohorts (`Query.sumNorm`). With s the sum
 * of the rounded vectors and z the noise of all reports, |s + z|^2 = |s|^2 + 2 <s, z> + |z|^2, and each is bounded by itself:
 *
 * - |s| by the declared norm and what rounding adds to it, and by `reports` times the clip in any case;
 * - <s, z> by |s| times the reach of a Skellam variable of the noise's variance: as cosh(u x) - 1 summed over a unit vector u
 *   is at most cosh(x) - 1, no direction's moment generating function is greater than one coordinate's;
 * - |z|^2 by Bernstein's inequality, on squares that stay below the square of the coordinates' reach.
 */
export function largestSumNorm(plan: EncodingPlan, reports: number): number {
  const { bundle, dimension, normBound, scale } = plan;
  const variance = reports * plan.noiseVariance;
  const declared = reports * honestShare(bundle) * bundle.clipNorm * scale;
  const vectors = Math.min(reports * normBound, declared + roundingNorm(reports, dimension));
  const across = 2 * vectors * skellamReach(variance, failureExponent);
  return Math.sqrt(vectors ** 2 + across + noiseSquare(variance, dimension));
}

/** What the bundle declares of an honest sum, as a share of `reports` times the clip: the parts are orthogonal. */
function honestShare({ queries }: EncodingBundle): number {
  const parts = queries.map(({ clipShare, sumNorm = 1 }) => sumNorm * clipShare);
  return Math.min(1, Math.hypot(...parts));
}

/**
 * Norm of the sum of all rounding errors. One device's has coordinates of a variance of a quarter at most and lies within
 * sqrt(dimension) of its mean, so the sum stays within sqrt(2 n d ln(2 / p)) of its mean (Pinelis 1994, theorem 3.5). Its mean is not
 * quite zero, as roundings that lengthen a vector too much are drawn again: given an event of probability 1 - beta,
 * an error of deviation 1/2 has a mean of at most sqrt(beta) / (2 (1 - beta)) in any direction.
 */
function roundingNorm(reports: number, dimension: number): number {
  const bias = (reports * Math.sqrt(roundingBias)) / (2 * (1 - roundingBias));
  return bias + Math.sqrt(2 * reports * dimension * (nats + Math.LN2));
}

/** Square of the noise's norm. Of a Skellam variable of variance v, the fourth moment is 3 v^2 + v. */
function noiseSquare(variance: number, dimension: number): number {
  const largest = skellamReach(variance, failureExponent + 1 + Math.log2(dimension)) ** 2;
  const linear = (nats * largest) / 3;
  const spread = linear + Math.sqrt(linear ** 2 + 2 * nats * dimension * (3 * variance ** 2 + variance));
  return Math.min(dimension * largest, dimension * variance + spread);
}

/**
 * Whether a sum modulo 2^bits is one that `reports` honest reports make. Nobody can look into a single report, so this is
 * all that stands against devices that ignore the clip bound or work together: it tells by the length of the whole sum, and
 * nothing of who it was.
 */
export function isPlausibleSum(plan: EncodingPlan, sum: Uint32Array, reports: number): boolean {
  return sum.length === plan.dimension && sumNorm(plan, sum) <= largestSumNorm(plan, reports);
}

/** L2 norm, in integers, of words modulo 2^bits, from 2^(bits-1) on taken for negative. */
export function sumNorm({ bundle }: Pick<EncodingPlan, 'bundle'>, sum: Uint32Array): number {
  const shift = 32 - bundle.bits;
  let square = 0;
  for (const word of sum) square += ((word << shift) >> shift) ** 2;
  return Math.sqrt(square);
}
