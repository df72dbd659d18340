import { erfcx, normalTail } from '../numerics/erfc.ts';

/**
 * Least delta at which the Gaussian mechanism of sensitivity 1 and standard deviation `sigma` (> 0) is (epsilon, delta)-DP:
 * Phi(1/(2 sigma) - epsilon sigma) - e^epsilon Phi(-1/(2 sigma) - epsilon sigma). Exact, not a bound.
 *
 * Source: Balle & Wang, "Improving the Gaussian Mechanism for Differential Privacy" (2018), theorem 8; written with the
 * scaled error function so that neither a large epsilon nor a tiny delta loses digits.
 */
export function gaussianDelta(sigma: number, epsilon: number): number {
  const a = epsilon * sigma - 1 / (2 * sigma);
  const b = epsilon * sigma + 1 / (2 * sigma);
  const density = Math.exp((-a * a) / 2) / 2;
  const second = density * erfcx(b / Math.SQRT2);
  const first = a >= 0 ? density * erfcx(a / Math.SQRT2) : normalTail(a);
  return Math.max(0, first - second);
}

/**
 * Epsilon of `rounds` Gaussian mechanisms with noise multiplier `noiseMultiplier`, nobody sampled, at `delta`.
 *
 * Together they are exactly one Gaussian mechanism with a noise multiplier divided by sqrt(rounds)
 * (Dong, Roth & Su, "Gaussian Differential Privacy" (2022), corollary 3.3). Rounded up by at most 1e-12 relative.
 */
export function gaussianEpsilon(noiseMultiplier: number, rounds: number, delta: number): number {
  const sigma = noiseMultiplier / Math.sqrt(rounds);
  if (gaussianDelta(sigma, 0) <= delta) return 0;
  let low = 0;
  let high = 1;
  while (gaussianDelta(sigma, high) > delta) {
    low = high;
    high *= 2;
  }
  while (high - low > high * 1e-12) {
    const middle = (low + high) / 2;
    if (gaussianDelta(sigma, middle) > delta) low = middle;
    else high = middle;
  }
  return high;
}
