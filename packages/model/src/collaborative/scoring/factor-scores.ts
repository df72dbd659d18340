import { factorise, solveFactorised } from '../../linear/cholesky.ts';
import type { ItemFactors } from '../collaborative-model.ts';

/** Item factors and their Gram matrix, made once for a model. */
export interface ReadyFactors {
  readonly factors: ItemFactors;
  /** rank x rank, row-major. */
  readonly gram: Float64Array;
}

/** A person's own vector, and what it says. */
export interface PersonVector {
  readonly vector: Float64Array;
  /** Root mean square of its products with all items, by the Gram matrix. */
  readonly size: number;
}

/** What the factors say of one person, who likes some items with weights in 0..1. */
export interface PersonFactors {
  readonly whole: PersonVector;
  /** As if one (by its place among the liked) had never been there; undefined where none is left. */
  without(place: number): PersonVector | undefined;
  product(person: PersonVector, item: number): number;
  /** scores += by * product, for some items or for all. */
  addProducts(person: PersonVector, by: number, some: Int32Array | undefined, scores: Float32Array): void;
  /** What each liked item adds to the product of one item with the whole vector. */
  summands(item: number): Float64Array;
}

export function readyFactors(factors: ItemFactors): ReadyFactors {
  const { rank, values, units } = factors;
  const gram = new Float64Array(rank * rank);
  for (let row = 0; row < units.length; row++) {
    const square = (units[row] as number) ** 2;
    for (let a = 0; a < rank; a++) {
      const value = square * (values[row * rank + a] as number);
      if (value === 0) continue;
      for (let b = 0; b <= a; b++)
        gram[a * rank + b] = (gram[a * rank + b] as number) + value * (values[row * rank + b] as number);
    }
  }
  for (let a = 0; a < rank; a++)
    for (let b = a + 1; b < rank; b++) gram[a * rank + b] = gram[b * rank + a] as number;
  return { factors, gram };
}

/**
 * One small Cholesky a vector: the normal equations of a person (Hu, Koren & Volinsky 2008, equation 4, weighted as in Rendle et
 * al. 2022, section 2) are kept before they are factorised, so that an item is taken out by subtracting what it put in.
 */
export function personFactors(
  { factors, gram }: ReadyFactors,
  liked: Int32Array,
  weights: Float64Array,
): PersonFactors {
  const { rank, values, units, unobserved, ridge } = factors;
  const rows = units.length;
  const points = new Float64Array(liked.length * rank);
  const sums = gram.map((value) => unobserved * value);
  const target = new Float64Array(rank);
  for (let i = 0; i < liked.length; i++) {
    const item = liked[i] as number;
    for (let a = 0; a < rank; a++)
      points[i * rank + a] = (values[item * rank + a] as number) * (units[item] as number);
    addTo(sums, target, i, 1);
  }

  function addTo(equations: Float64Array, right: Float64Array, i: number, sign: 1 | -1): void {
    for (let a = 0; a < rank; a++) {
      const value = sign * (points[i * rank + a] as number);
      right[a] = (right[a] as number) + value * (weights[i] as number);
      for (let b = 0; b <= a; b++)
        equations[a * rank + b] =
          (equations[a * rank + b] as number) + value * (points[i * rank + b] as number);
    }
  }
  const factorised = (equations: Float64Array, count: number): Float64Array => {
    const factor = equations.slice();
    for (let a = 0; a < rank; a++)
      factor[a * rank + a] = (factor[a * rank + a] as number) + ridge * (count + unobserved * rows);
    factorise(factor, rank);
    return factor;
  };
  const sized = (vector: Float64Array): PersonVector => {
    let squares = 0;
    for (let a = 0; a < rank; a++)
      for (let b = 0; b < rank; b++)
        squares += (vector[a] as number) * (vector[b] as number) * (gram[a * rank + b] as number);
    return { vector, size: Math.sqrt(Math.max(0, squares) / rows) };
  };

  const whole = factorised(sums, liked.length);
  const own = target.slice();
  solveFactorised(whole, rank, own);
  return {
    whole: sized(own),
    without(place) {
      if (liked.length < 2) return undefined;
      const [equations, vector] = [sums.slice(), target.slice()];
      addTo(equations, vector, place, -1);
      solveFactorised(factorised(equations, liked.length - 1), rank, vector);
      return sized(vector);
    },
    product({ vector }, item) {
      let sum = 0;
      for (let a = 0, at = item * rank; a < rank; a++, at++)
        sum += (values[at] as number) * (vector[a] as number);
      return sum * (units[item] as number);
    },
    addProducts({ vector }, by, some, scores) {
      const count = some?.length ?? rows;
      for (let i = 0; i < count; i++) {
        const item = some === undefined ? i : (some[i] as number);
        let even = 0;
        let odd = 0;
        const end = (item + 1) * rank - 1;
        let at = item * rank;
        let a = 0;
        for (; at < end; at += 2, a += 2) {
          even += (values[at] as number) * (vector[a] as number);
          odd += (values[at + 1] as number) * (vector[a + 1] as number);
        }
        if (at === end) even += (values[at] as number) * (vector[a] as number);
        scores[item] = (scores[item] as number) + by * (even + odd) * (units[item] as number);
      }
    },
    summands(item) {
      // The inverse is symmetric: solved for the item once instead of for each liked one.
      const solved = new Float64Array(rank);
      for (let a = 0; a < rank; a++)
        solved[a] = (values[item * rank + a] as number) * (units[item] as number);
      solveFactorised(whole, rank, solved);
      const summands = new Float64Array(liked.length);
      for (let i = 0, at = 0; i < liked.length; i++) {
        let sum = 0;
        for (let a = 0; a < rank; a++, at++) sum += (solved[a] as number) * (points[at] as number);
        summands[i] = sum * (weights[i] as number);
      }
      return summands;
    },
  };
}
