/** What conditional stochastic rounding is told; see `roundedNorms`. */
export interface Rounding {
  /** L2 bound of the vector before scaling, in its own units; > 0. */
  readonly clip: number;
  /** Integers per unit (1/gamma in the papers); > 0. */
  readonly scale: number;
  /** Length of the vector, padding included; whole, >= 1. */
  readonly dimension: number;
  /** Bias allowed to the rounding, 0 <= beta < 1: a rounding is drawn again until its norm is one that has at least probability 1 - beta. */
  readonly beta: number;
}

/**
 * Greatest L2 and L1 norms, in integer units, of a vector that was clipped, scaled and conditionally rounded.
 *
 * Source: Kairouz, Liu & Steinke, "The Distributed Discrete Gaussian Mechanism" (2021), theorem 1 (L2). L1: at most
 * sqrt(dimension) times L2, and at most L2 squared, as coordinates are whole numbers.
 */
export function roundedNorms({ clip, scale, dimension, beta }: Rounding): { l1: number; l2: number } {
  const c = clip * scale;
  const root = Math.sqrt(dimension);
  const always = c + root;
  const square = c * c + dimension / 4 + Math.sqrt(2 * Math.log(1 / beta)) * (c + root / 2);
  const l2 = beta === 0 ? always : Math.min(always, Math.sqrt(square));
  return { l1: l2 * Math.min(root, l2), l2 };
}
