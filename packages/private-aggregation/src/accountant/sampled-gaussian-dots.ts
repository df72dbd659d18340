import { normalInterval } from '../numerics/normal-interval.ts';
import { normalTail } from '../numerics/erfc.ts';
import type { LossDistribution } from './loss-distribution.ts';
import { lossAt, outputAt } from './sampled-gaussian-loss.ts';

/**
 * What rounding errors could hide of a step's mean loss, added to it: probabilities of intervals are right to 1e-13, and a
 * share of that size may have to be moved up by one grid step.
 */
const meanSlack = 1e-12;

/** Both directions of add-or-remove: a person's leaving (`remove`) and coming (`add`). */
export interface BothDirections {
  readonly remove: LossDistribution;
  readonly add: LossDistribution;
}

/**
 * Privacy loss distributions on a grid of width `step` that dominate one round of the Poisson-sampled Gaussian mechanism
 * (sampling rate 0 < q <= 1, noise multiplier sigma); outputs beyond which lies a probability of less than `tail` are
 * counted as the worst.
 *
 * The mass of P and Q in each interval between grid losses is put on its two ends so that both are kept: e^loss Q = P at each
 * end. That makes the hockey-stick curve delta(e^epsilon) piecewise linear through the true curve at the grid ("connect the
 * dots"): above the truth everywhere, as the curve is convex, and hence after any composition.
 *
 * Source: Doroshenko, Ghazi, Kamath, Kumar & Manurangsi, "Connect the Dots: Tighter Discrete Approximations of Privacy Loss
 * Distributions" (PoPETs 2022), section 3; directions: Zhu, Dong & Wang, "Optimal Accounting of Differential Privacy via
 * Characteristic Function" (2022), proposition 30.
 */
export function sampledGaussianDots(q: number, sigma: number, step: number, tail: number): BothDirections {
  const reach = sigma * Math.sqrt(-2 * Math.log(tail));
  const first = Math.floor(lossAt(-reach, q, sigma) / step);
  const last = Math.ceil(lossAt(1 + reach, q, sigma) / step);
  const remove = new Float64Array(last - first + 1);
  const add = new Float64Array(last - first + 1);
  const width = -Math.expm1(-step);
  const up = (ratio: number) => Math.min(1, Math.max(0, (1 - ratio) / width + meanSlack / step));
  const sampled = (from: number, to: number) => normalInterval((from - 1) / sigma, (to - 1) / sigma);

  let from = outputAt(first * step, q, sigma);
  remove[0] = (1 - q) * normalTail(-from / sigma) + q * normalTail((1 - from) / sigma);
  const unheard = normalTail(-from / sigma);
  for (let i = first; i < last; i++) {
    const to = outputAt((i + 1) * step, q, sigma);
    const without = normalInterval(from / sigma, to / sigma);
    const withPerson = (1 - q) * without + q * sampled(from, to);
    from = to;
    if (without === 0 || withPerson === 0) continue;
    const [low, high] = [i - first, last - i];
    const rise = up((without * Math.exp(i * step)) / withPerson);
    remove[low] = (remove[low] as number) + (1 - rise) * withPerson;
    remove[low + 1] = (remove[low + 1] as number) + rise * withPerson;
    const fall = up((withPerson * Math.exp(-(i + 1) * step)) / without);
    add[high - 1] = (add[high - 1] as number) + (1 - fall) * without;
    add[high] = (add[high] as number) + fall * without;
  }
  const beyond = normalTail(from / sigma);
  add[0] = (add[0] as number) + beyond;
  return {
    remove: { step, first, mass: remove, infinite: (1 - q) * beyond + q * normalTail((from - 1) / sigma) },
    add: { step, first: -last, mass: add, infinite: unheard },
  };
}
