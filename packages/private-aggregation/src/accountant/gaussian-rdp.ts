import { logNormalTail } from '../numerics/erfc.ts';
import { logAdd, logSum } from '../numerics/log-space.ts';
import { logBinomial } from '../numerics/stirling-error.ts';
import type { RdpCurve } from './rdp-curve.ts';

const mostTerms = 1000;

/**
 * Rényi curve of one round of the Gaussian mechanism with noise multiplier `sigma` (0.05 to 1e6), everybody taking part
 * independently with probability `q` (0 < q <= 1); a person's being there at all is what is hidden (add or remove).
 *
 * (order - 1) RDP = ln E over Q of (P/Q)^order for P = (1 - q) N(0, sigma^2) + q N(1, sigma^2) and Q = N(0, sigma^2); the
 * other direction is never larger. Source: Mironov, Talwar & Zhang, "Rényi Differential Privacy of the Sampled Gaussian
 * Mechanism" (2019), theorem 4 and section 3.3. Exact without sampling and at whole orders; an upper bound at others.
 */
export function gaussianRdp(sigma: number, q: number, orders: readonly number[]): RdpCurve {
  const value = (order: number) => {
    if (q === 1) return order / (2 * sigma * sigma);
    const moment = Number.isInteger(order) ? wholeMoment(sigma, q, order) : fractionalMoment(sigma, q, order);
    return Math.max(0, moment) / (order - 1);
  };
  return { orders, values: orders.map(value) };
}

/**
 * ln E (P/Q)^order for a whole order, by the binomial expansion. Each term less its binomial weight, all of which are 1
 * together, so that a tiny q loses no digits.
 */
function wholeMoment(sigma: number, q: number, order: number): number {
  const terms = new Float64Array(order - 1);
  for (let k = 2; k <= order; k++) {
    const chosen = logBinomial(order, k) + k * Math.log(q) + (order - k) * Math.log1p(-q);
    const exponent = (k * (k - 1)) / (2 * sigma * sigma);
    terms[k - 2] = chosen + exponent + Math.log(-Math.expm1(-exponent));
  }
  return logAdd(0, logSum(terms));
}

/**
 * A bound on ln E (P/Q)^order for any order: the two series of section 3.3, split where (1 - q) Q = q N(1, sigma^2), with
 * the absolute values of their alternating coefficients. That is what the accountants in use print; it is above the truth,
 * by little at high orders and by several per cent of epsilon at orders under 2. Both integrals decrease with i (their
 * integrands are powers of something below 1), so that what follows the i-th term is at most (i - order)/order times it.
 */
function fractionalMoment(sigma: number, q: number, order: number): number {
  const split = sigma * sigma * (Math.log1p(-q) - Math.log(q)) + 0.5;
  const logOdds = Math.log(q) - Math.log1p(-q);
  const left = (k: number) => (k * (k - 1)) / (2 * sigma * sigma) + logNormalTail((k - split) / sigma);
  const right = (k: number) => (k * (k - 1)) / (2 * sigma * sigma) + logNormalTail((split - k) / sigma);
  let logCoefficient = 0;
  let total = Number.NEGATIVE_INFINITY;
  for (let i = 0; ; i++) {
    const below = order * Math.log1p(-q) + i * logOdds + left(i);
    const above = order * Math.log(q) - i * logOdds + right(order - i);
    const term = logCoefficient + logAdd(below, above);
    total = logAdd(total, term);
    if (i > order) {
      const rest = term + Math.log((i - order) / order);
      if (rest < total - 40 || i > order + mostTerms) return logAdd(total, rest);
    }
    logCoefficient += Math.log(Math.abs(order - i) / (i + 1));
  }
}
