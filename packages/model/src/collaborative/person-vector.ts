import { factorise, solveFactorised } from '../linear/cholesky.ts';

/** What the factors of one side are solved with. */
export interface Confidence {
  /** Weight of each pair nobody watched, beside 1 for a pair that was. */
  readonly unobserved: number;
  /** L2 penalty, times how much the row weighs: watched + `unobserved` x all, to the power of `exponent`. */
  readonly ridge: number;
  /** 1 without it (Rendle et al. 2022, equation 9, where it is called nu); 0 is one penalty for all rows (Hu et al. 2008). */
  readonly exponent?: number | undefined;
}

/** Factors of items or people: row `r` is `values[r * rank] .. values[(r + 1) * rank - 1]`. */
export interface Factors {
  readonly rank: number;
  readonly rows: number;
  readonly values: Float32Array;
}

/** Sum over all rows of the outer product with themselves, `rank` x `rank`, row-major. */
export function gramOf({ rank, rows, values }: Factors): Float64Array {
  const gram = new Float64Array(rank * rank);
  for (let row = 0; row < rows; row++) {
    const start = row * rank;
    for (let a = 0; a < rank; a++) {
      const value = values[start + a] as number;
      if (value === 0) continue;
      for (let b = 0; b <= a; b++) {
        gram[a * rank + b] = (gram[a * rank + b] as number) + value * (values[start + b] as number);
      }
    }
  }
  for (let a = 0; a < rank; a++)
    for (let b = a + 1; b < rank; b++) gram[a * rank + b] = gram[b * rank + a] as number;
  return gram;
}

/** The factor of (unobserved Gram + sum of the watched rows' outer products + ridge): one person's normal equations. */
export interface NormalEquations {
  readonly factor: Float64Array;
  readonly rank: number;
}

/**
 * The normal equations of one row of the other side (Hu, Koren & Volinsky 2008, equation 4, weighted as in Rendle et al.
 * 2022, "Revisiting the performance of iALS on item recommendation benchmarks", section 2).
 */
export function normalEquations(
  factors: Factors,
  gram: Float64Array,
  watched: ArrayLike<number>,
  { unobserved, ridge, exponent = 1 }: Confidence,
): NormalEquations {
  const { rank, values } = factors;
  const factor = new Float64Array(rank * rank);
  for (let at = 0; at < factor.length; at++) factor[at] = unobserved * (gram[at] as number);
  for (let i = 0; i < watched.length; i++) {
    const start = (watched[i] as number) * rank;
    for (let a = 0; a < rank; a++) {
      const value = values[start + a] as number;
      for (let b = 0; b <= a; b++) {
        factor[a * rank + b] = (factor[a * rank + b] as number) + value * (values[start + b] as number);
      }
    }
  }
  const penalty = ridge * (watched.length + unobserved * factors.rows) ** exponent;
  for (let a = 0; a < rank; a++) factor[a * rank + a] = (factor[a * rank + a] as number) + penalty;
  factorise(factor, rank);
  return { factor, rank };
}

/** The vector of who watched these rows, each with its weight in 0..1 (all 1 in training). */
export function personVector(
  factors: Factors,
  equations: NormalEquations,
  watched: ArrayLike<number>,
  weights?: ArrayLike<number>,
): Float64Array {
  const { rank, values } = factors;
  const vector = new Float64Array(rank);
  for (let i = 0; i < watched.length; i++) {
    const start = (watched[i] as number) * rank;
    const weight = weights ? (weights[i] as number) : 1;
    for (let a = 0; a < rank; a++) vector[a] = (vector[a] as number) + weight * (values[start + a] as number);
  }
  solveFactorised(equations.factor, rank, vector);
  return vector;
}
