import { invert } from '../linear/invert.ts';
import type { MomentBasis } from './moment-basis.ts';
import { momentRank } from './moment-design.ts';
import { symmetricEigen } from './symmetric-eigen.ts';
import { matrixOfTriangle } from './triangle.ts';

/**
 * What everybody downloads: K = A A^T, how much the watches of one title speak for another. Scores of history x: K x over
 * (1 - the diagonal of K).
 */
export interface MomentModel {
  readonly items: number;
  readonly rank: number;
  /** A, `items` x `rank`, row-major. */
  readonly factors: Float32Array;
  /** 1 / (1 - K[i][i]), at least 1. */
  readonly lift: Float32Array;
}

/** A mean of `personMoment` over people, as it came out of private sums. */
export interface MeanMoment {
  readonly triangle: ArrayLike<number>;
  /** Standard deviation of the noise at each number. */
  readonly noise: number;
}

/**
 * Penalty times directions, in mean squared lengths of a title's factors: the more directions, the less is left for the diagonal to
 * stand for. Measured best: about 50 at 64 directions, 30 at 96, 10 at 320 (`bench/RESULTS.md`).
 */
const penaltyOfOne = 3000;
/** Weight of popularity as one more direction, where all others together have 1 at most. */
const popularityShare = 0.3;

/**
 * The low-rank EASE of a private second moment. The mean is made a matrix and taken apart; negative eigenvalues are dropped, and
 * all of them where the largest is no larger than noise alone would make it (noise sqrt(2 rank), the edge of its
 * semicircle). To drop more, up to that edge or half of it, was measured worse: among what noise hides there is still
 * something, and what is only noise acts as a penalty (`bench/RESULTS.md`). What is left, lifted to titles as L = E U sqrt(lambda) and
 * with popularity as one more column, stands for the Gram matrix of EASE (Steck 2019, equations 8 and 9), whose inverse with a
 * *constant* diagonal is that of a matrix of the rank's size (Woodbury).
 */
export function fitMomentModel(basis: MomentBasis, { triangle, noise }: MeanMoment): MomentModel {
  const full = momentRank(basis.design);
  const { values, vectors } = symmetricEigen(matrixOfTriangle(triangle, full), full);
  const isHeard = values[0] > noise * Math.sqrt(2 * full);
  const kept = isHeard ? values.filter((value) => value > 0).length : 0;
  const rank = kept + 1;
  const lifted = liftedFactors(basis, values, vectors, kept);
  return lowRankEase(lifted, basis.items, rank, penaltyOfOne / full);
}

/** L with popularity as last column, `items` x (kept + 1). */
function liftedFactors(
  { items, design, head, content, popularity }: MomentBasis,
  values: Float64Array,
  vectors: Float64Array,
  kept: number,
): Float64Array {
  const full = momentRank(design);
  const rank = kept + 1;
  const lifted = new Float64Array(items * rank);
  const add = (item: number, direction: number, value: number) => {
    for (let c = 0; c < kept; c++) lifted[item * rank + c] += value * vectors[direction * full + c];
  };
  head.forEach((item, direction) => add(item, direction, 1));
  for (let item = 0; item < items; item++) {
    for (let c = 0; c < design.content; c++) {
      const value = content[item * design.content + c];
      if (value !== 0) add(item, design.head + c, value);
    }
  }
  const length = norm(popularity);
  for (let item = 0; item < items; item++) {
    for (let c = 0; c < kept; c++) lifted[item * rank + c] *= Math.sqrt(values[c]);
    lifted[item * rank + kept] = length === 0 ? 0 : (popularity[item] / length) * Math.sqrt(popularityShare);
  }
  return lifted;
}

/** A = L C with C C^T = (L^T L + D)^-1, so that A A^T = L (L^T L + D)^-1 L^T. */
function lowRankEase(lifted: Float64Array, items: number, rank: number, penalty: number): MomentModel {
  const gram = new Float64Array(rank * rank);
  for (let item = 0; item < items; item++) {
    const start = item * rank;
    for (let a = 0; a < rank; a++) {
      const value = lifted[start + a];
      if (value === 0) continue;
      for (let b = 0; b <= a; b++) gram[a * rank + b] += value * lifted[start + b];
    }
  }
  let trace = 0;
  for (let a = 0; a < rank; a++) trace += gram[a * rank + a];
  const diagonal = Math.max((penalty * trace) / items, Number.MIN_VALUE);
  for (let a = 0; a < rank; a++) gram[a * rank + a] += diagonal;
  const inverse = invert(gram, rank);
  const { values, vectors } = symmetricEigen(inverse, rank);
  const roots = values.map((value) => Math.sqrt(Math.max(0, value)));
  const factors = new Float32Array(items * rank);
  const lift = new Float32Array(items);
  const row = new Float64Array(rank);
  for (let item = 0; item < items; item++) {
    row.fill(0);
    for (let a = 0; a < rank; a++) {
      const value = lifted[item * rank + a];
      if (value === 0) continue;
      for (let c = 0; c < rank; c++) row[c] += value * vectors[a * rank + c];
    }
    let own = 0;
    for (let c = 0; c < rank; c++) {
      row[c] *= roots[c];
      own += row[c] ** 2;
    }
    factors.set(row, item * rank);
    lift[item] = 1 / (1 - Math.min(own, 0.99));
  }
  return { items, rank, factors, lift };
}

const norm = (vector: Float64Array): number => Math.sqrt(vector.reduce((sum, value) => sum + value ** 2, 0));
