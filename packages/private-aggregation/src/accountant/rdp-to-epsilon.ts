import type { RdpCurve } from './rdp-curve.ts';

/**
 * What must be added to the Rényi divergence of `order` to give epsilon at `delta`:
 * ln(1 - 1/order) - ln(order delta)/(order - 1).
 *
 * Source: Canonne, Kamath & Steinke, "The Discrete Gaussian for Differential Privacy" (2020), proposition 12.
 */
export function epsilonOverRdp(order: number, delta: number): number {
  return Math.log1p(-1 / order) - Math.log(order * delta) / (order - 1);
}

/**
 * The least epsilon (>= 0) that a Rényi curve gives at `delta` (0 < delta < 1), and the order that gives it.
 *
 * Epsilon is 0 where the divergence is so small that the total variation distance is below delta already
 * (Bretagnolle & Huber 1979: distance <= sqrt(1 - e^-KL), and KL <= every Rényi divergence of order over 1).
 */
export function rdpToEpsilon(
  { orders, values }: RdpCurve,
  delta: number,
): { epsilon: number; order: number } {
  let best = { epsilon: Number.POSITIVE_INFINITY, order: orders[0] as number };
  orders.forEach((order, i) => {
    const value = values[i] as number;
    const indistinct = -Math.expm1(-value) < delta * delta;
    const epsilon = indistinct ? 0 : Math.max(0, value + epsilonOverRdp(order, delta));
    if (epsilon < best.epsilon) best = { epsilon, order };
  });
  return best;
}
