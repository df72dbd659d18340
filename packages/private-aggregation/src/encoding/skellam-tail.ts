/**
 * log2 of an upper bound on P(Z >= t), for Z symmetric Skellam of the given variance, t >= 0. Chernoff's bound with the moment
 * generating function exp(variance (cosh(lambda) - 1)) at its best lambda = asinh(t / variance).
 */
export function log2SkellamTail(variance: number, t: number): number {
  const ratio = t / variance;
  // sqrt(t^2 + v^2) - v without cancellation.
  const excess = (t * t) / (Math.hypot(t, variance) + variance);
  return Math.min(0, (excess - t * Math.asinh(ratio)) / Math.LN2);
}

/** Smallest whole t >= 1 for which the bound is below 2^-exponent. */
export function skellamReach(variance: number, exponent: number): number {
  let high = 1;
  while (log2SkellamTail(variance, high) >= -exponent) high *= 2;
  let low = Math.floor(high / 2);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (log2SkellamTail(variance, middle) >= -exponent) low = middle;
    else high = middle;
  }
  return high;
}
