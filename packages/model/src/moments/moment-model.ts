import { invert } from '../linear/invert.ts';
import { denoisedMoment } from './denoised-moment.ts';
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
 * Penalty in mean squared lengths of a title's factors, by the noise: the more there is, the less one title may say of another. Measured
 * over two populations and noise that differs by a factor of 30 (`bench/RESULTS.md`); twice or half of it makes little difference.
 */
const penaltyByRoot = 300;
const leastPenalty = 1;
/** Without noise, where nothing is known of what is chance: times directions. */
const penaltyOfExact = 3000;
/** Where nothing is heard, so much that titles are lifted by next to nothing; 3,000 does as much, and 62 less (`bench/RESULTS.md`). */
const penaltyOfUnheard = 1000;
/** Of more no list gets better: with .076, of 64 reports, none did, and with .049, of 100, some did (`bench/RESULTS.md`). */
const mostNoise = 0.07;
/** Weight of popularity as one more direction, where all others together have 1 at most. */
const popularityShare = 0.3;

/**
 * The low-rank EASE of a private second moment. The mean is made a matrix, what noise did to it is taken back as far as it can be
 * (`denoisedMoment`), and it is taken apart. Lifted to titles as L = E U sqrt(lambda) and with popularity as one more column, it stands for the
 * Gram matrix of EASE (Steck 2019, equations 8 and 9), whose inverse with a *constant* diagonal is that of a matrix of the rank's size
 * (Woodbury). A moment without noise is taken as it is, and so is what of the noised one is positive where nothing stands out of its noise:
 * a list adds up many of its numbers, and tells where none of them does. Of too much noise popularity alone is left.
 */
export function fitMomentModel(basis: MomentBasis, { triangle, noise }: MeanMoment): MomentModel {
  const full = momentRank(basis.design);
  if (noise > mostNoise) return popularityModel(basis);
  const told = matrixOfTriangle(triangle, full);
  const cleared = noise > 0 ? denoisedMoment(told, basis, noise) : undefined;
  const { values, vectors } = symmetricEigen(cleared ?? told, full);
  const kept = values.filter((value) => value > 0).length;
  const penalty =
    noise === 0
      ? penaltyOfExact / full
      : cleared === undefined
        ? penaltyOfUnheard
        : Math.max(leastPenalty, penaltyByRoot * Math.sqrt(noise));
  return lowRankEase(liftedFactors(basis, values, vectors, kept), basis.items, kept + 1, penalty);
}

const popularityModel = (basis: MomentBasis): MomentModel =>
  lowRankEase(
    liftedFactors(basis, new Float64Array(), new Float64Array(), 0),
    basis.items,
    1,
    penaltyOfUnheard,
  );

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
