import type { ItemFactors } from '../collaborative-model.ts';
import {
  type Factors,
  gramOf,
  type NormalEquations,
  normalEquations,
  personVector,
} from '../person-vector.ts';

/** Item factors as floats, and their Gram matrix, made once for a model. */
export interface ReadyFactors {
  readonly factors: Factors;
  readonly gram: Float64Array;
  readonly unobserved: number;
  readonly ridge: number;
}

export function readyFactors({ rank, values, units, unobserved, ridge }: ItemFactors): ReadyFactors {
  const factors = {
    rank,
    rows: units.length,
    values: Float32Array.from(values, (value, at) => value * (units[Math.floor(at / rank)] as number)),
  };
  return { factors, gram: gramOf(factors), unobserved, ridge };
}

/** One small Cholesky: the person's own normal equations over what they liked. */
export function personEquations(ready: ReadyFactors, liked: ArrayLike<number>): NormalEquations {
  return normalEquations(ready.factors, ready.gram, liked, ready);
}

/** Adds to `scores` every item's product with the vector of the person. */
export function addFactorScores(
  { factors }: ReadyFactors,
  equations: NormalEquations,
  liked: ArrayLike<number>,
  shares: ArrayLike<number>,
  scores: Float32Array,
): void {
  const { rank, values } = factors;
  const vector = Float32Array.from(personVector(factors, equations, liked, shares));
  for (let row = 0, at = 0; row < scores.length; row++) {
    let a = 0;
    let b = 0;
    for (let d = 0; d + 1 < rank; d += 2, at += 2) {
      a += (values[at] as number) * (vector[d] as number);
      b += (values[at + 1] as number) * (vector[d + 1] as number);
    }
    if (rank % 2 === 1) a += (values[at++] as number) * (vector[rank - 1] as number);
    scores[row] = (scores[row] as number) + a + b;
  }
}

/** The summand of each liked item in the product of one item with the person's vector. */
export function factorSummands(
  { factors }: ReadyFactors,
  equations: NormalEquations,
  liked: ArrayLike<number>,
  shares: ArrayLike<number>,
  item: number,
): Float64Array {
  const { rank, values } = factors;
  // The inverse is symmetric: solved for the item once instead of for each liked one.
  const solved = personVector(factors, equations, [item]);
  return Float64Array.from({ length: liked.length }, (_, i) => {
    const start = (liked[i] as number) * rank;
    let sum = 0;
    for (let a = 0; a < rank; a++) sum += (solved[a] as number) * (values[start + a] as number);
    return sum * (shares[i] as number);
  });
}
