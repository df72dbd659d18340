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

/** Products of the reached items with the person's vector; `size` is their root mean square over all items, by the Gram matrix. */
export function factorScores(
  { factors, gram }: ReadyFactors,
  equations: NormalEquations,
  liked: ArrayLike<number>,
  shares: ArrayLike<number>,
  isReached: (item: number) => boolean,
): { scores: Float32Array; size: number } {
  const { rank, rows, values } = factors;
  const vector = Float32Array.from(personVector(factors, equations, liked, shares));
  const scores = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    if (!isReached(row)) continue;
    const start = row * rank;
    let sum = 0;
    for (let a = 0; a < rank; a++) sum += (values[start + a] as number) * (vector[a] as number);
    scores[row] = sum;
  }
  let squares = 0;
  for (let a = 0; a < rank; a++)
    for (let b = 0; b < rank; b++)
      squares += (vector[a] as number) * (vector[b] as number) * (gram[a * rank + b] as number);
  return { scores, size: Math.sqrt(Math.max(0, squares) / rows) };
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
