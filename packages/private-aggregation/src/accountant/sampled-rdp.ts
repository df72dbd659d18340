import { logSum } from '../numerics/log-space.ts';
import { logBinomial } from '../numerics/stirling-error.ts';
import type { RdpCurve } from './rdp-curve.ts';

/**
 * Rényi curve of a mechanism to which everybody is admitted independently with probability `q` (0 < q <= 1), add or remove,
 * given nothing but the Rényi bounds `rdp(order)` of the mechanism itself at whole orders >= 2.
 *
 * Source: Zhu & Wang, "Poisson Subsampled Rényi Differential Privacy" (2019), theorem 6. Sampling never costs, so that the
 * bound without it holds too (joint quasi-convexity: van Erven & Harremoës 2014, theorem 13). At other orders the next whole
 * one's bound holds, as divergences grow with the order (theorem 3 there).
 */
export function sampledRdp(rdp: (order: number) => number, q: number, orders: readonly number[]): RdpCurve {
  const value = (order: number) => (q === 1 ? rdp(order) : Math.min(rdp(order), sampled(rdp, q, order)));
  return { orders, values: orders.map((order) => value(Math.ceil(order))) };
}

function sampled(rdp: (order: number) => number, q: number, order: number): number {
  const logQ = Math.log(q);
  const logRest = Math.log1p(-q);
  const terms = [(order - 1) * logRest + Math.log1p((order - 1) * q)];
  for (let k = 2; k <= order; k++) {
    const chosen = logBinomial(order, k) + k * logQ + (order - k) * logRest;
    terms.push(chosen + (k - 1) * rdp(k) + (k > 2 ? Math.log(3) : 0));
  }
  return logSum(terms) / (order - 1);
}
