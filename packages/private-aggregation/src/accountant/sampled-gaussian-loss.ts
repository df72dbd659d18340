/**
 * Privacy loss ln(P(x)/Q(x)) of the Poisson-sampled Gaussian mechanism at the output x, where P = (1 - q) N(0, sigma^2) +
 * q N(1, sigma^2) is with the person and Q = N(0, sigma^2) without; increasing in x. Mironov, Talwar & Zhang 2019, section 3.
 */
export function lossAt(x: number, q: number, sigma: number): number {
  const y = (2 * x - 1) / (2 * sigma * sigma);
  if (q === 1) return y;
  return y < 30 ? Math.log1p(q * Math.expm1(y)) : y + Math.log(q + (1 - q) * Math.exp(-y));
}

/** The output x at which the loss is `loss`; -Infinity at or below its infimum ln(1 - q). */
export function outputAt(loss: number, q: number, sigma: number): number {
  return sigma * sigma * gaussianLoss(loss, q) + 0.5;
}

/** What the loss would be at that output if everybody were sampled. */
function gaussianLoss(loss: number, q: number): number {
  if (q === 1) return loss;
  if (loss > 30) return loss - Math.log(q) + Math.log1p(-(1 - q) * Math.exp(-loss));
  const ratio = Math.expm1(loss) / q;
  return ratio <= -1 ? Number.NEGATIVE_INFINITY : Math.log1p(ratio);
}
