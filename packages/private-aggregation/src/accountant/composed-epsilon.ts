import { type LossDistribution, logMoments } from './loss-distribution.ts';
import type { LossWindow } from './loss-window.ts';
import { tiltedPower } from './tilted-power.ts';

/** Longest transform: 2^22 complex numbers take seconds and 100 MB. */
const largestSize = 2 ** 22;

/** Relative error of delta that rounding in exponents could make, at most. */
const exponentSlack = 1e-9;

/**
 * Least epsilon (>= 0) such that `rounds` independent rounds of `loss` are (epsilon, delta)-DP in its direction, from above;
 * `undefined` if the window has more than 2^22 grid points.
 *
 * The composed loss is a sum, its distribution a convolution, taken as a power of the Fourier transform (Koskela, Jälkö &
 * Honkela, "Computing Tight Differential Privacy Guarantees Using FFT", 2020). What wraps around the window only adds mass,
 * what is above it is added to delta, and so is a bound on the transform's rounding: the result is never below that of the
 * exact convolution.
 */
export function composedEpsilon(
  loss: LossDistribution,
  rounds: number,
  delta: number,
  window: LossWindow,
): number | undefined {
  const { step } = loss;
  const low = Math.floor(window.bottom / step);
  const high = Math.ceil(window.top / step) + 1;
  const size = 2 ** Math.max(1, Math.ceil(Math.log2(high - low + 1)));
  if (size > largestSize) return undefined;
  const { tilt } = window;
  const logMoment = logMoments(loss)(tilt);
  const tilted = tiltedPower(loss, rounds, tilt, logMoment, size);
  const lost = window.above - Math.expm1(rounds * Math.log1p(-loss.infinite));
  const target = delta * (1 - exponentSlack) - lost;
  if (target <= 0) return Number.POSITIVE_INFINITY;
  // At index k: `mass` is P[loss >= k step], `excess` is E (1 - e^(k step - loss))+, both without what is lost.
  let mass = 0;
  let excess = 0;
  for (let k = low + size - 1; k > low && k > 0; k--) {
    mass += Math.exp(rounds * logMoment - tilt * k * step) * (tilted[((k % size) + size) % size] as number);
    const next = excess - (mass - excess) * Math.expm1(-step);
    if (next > target) return Math.max(0, k * step + Math.log((mass - target) / (mass - excess)));
    excess = next;
  }
  return Math.max(0, low * step);
}
