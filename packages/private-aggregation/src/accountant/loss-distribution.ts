import { logSum } from '../numerics/log-space.ts';

/**
 * A privacy loss distribution on a grid: under P the loss ln(P/Q) is `(first + i) * step` with probability `mass[i]`, and
 * infinite with probability `infinite`; together 1. Sommer, Meiser & Mohammadi, "Privacy Loss Classes" (2019).
 */
export interface LossDistribution {
  readonly step: number;
  readonly first: number;
  readonly mass: Float64Array;
  readonly infinite: number;
}

/**
 * ln E over P of e^(t loss), the finite losses only: the logarithm of the moment generating function, ready for many t.
 */
export function logMoments({ step, first, mass }: LossDistribution): (t: number) => number {
  const logs = mass.map((m) => (m > 0 ? Math.log(m) : Number.NEGATIVE_INFINITY));
  const terms = new Float64Array(logs.length);
  return (t) => {
    for (let i = 0; i < logs.length; i++) terms[i] = (logs[i] as number) + t * (first + i) * step;
    return logSum(terms);
  };
}
