import { invert } from '../linear/invert.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

/** More kinds of taste than were found in anybody's histories; those that are none are shrunk to nothing. */
const mostFactors = 32;
const passes = 20;
/** From this pass on the factors' variances are learned. */
const learnedFrom = 2;
/** A direction's own scale counts beside so many values of what its group says. */
const pooled = 16;
/** Of the greatest scale, what every direction has at least, so that its prior is one. */
const leastScale = 1e-6;
const leastVariance = 1e-8;

/**
 * What a symmetric matrix is but for noise and its diagonal: g_a . g_b at (a, b), each g_a normal of mean 0 and variance squares[a] x
 * variances of the factors, by variational Bayes with all of them independent (Lim & Teh 2007, "Variational Bayesian approach to movie
 * rating prediction", for a matrix whose rows and columns are the same). The variances are learned too, so that factors which the noise
 * does not bear are switched off by themselves (automatic relevance determination; Nakajima et al. 2013): nobody says how many there are.
 * @param matrix rank x rank, row-major; its diagonal is not read.
 * @param variance of the noise off the diagonal, above 0.
 * @param squares as of `MomentScales`.
 * @param groups directions whose scales are alike, as [from, to].
 * @returns g, rank x factors, row-major.
 */
export function momentFactors(
  matrix: Float64Array,
  variance: number,
  squares: Float64Array,
  groups: readonly (readonly [number, number])[],
): { factors: Float64Array; count: number } {
  const rank = squares.length;
  const count = Math.min(mostFactors, rank);
  const most = squares.reduce((greatest, value) => Math.max(greatest, value), 0);
  const scales = squares.map((value) => Math.max(value, leastScale * most));
  const shape = scales.slice();
  const off = matrix.map((value, at) => (at % (rank + 1) === 0 ? 0 : value));
  const factors = startOf(off, variance, scales, count);
  const spreads: Float64Array[] = Array.from({ length: rank }, () => new Float64Array(count * count));
  const variances = new Float64Array(count).fill(1 / Math.sqrt(count));
  const gram = new Float64Array(count * count);
  const addOwn = (a: number, sign: 1 | -1) => {
    const spread = spreads[a];
    for (let i = 0; i < count; i++) {
      const value = sign * factors[a * count + i];
      for (let j = 0; j < count; j++)
        gram[i * count + j] += value * factors[a * count + j] + sign * spread[i * count + j];
    }
  };
  const across = new Float64Array(count);
  for (let pass = 0; pass < passes; pass++) {
    gram.fill(0);
    for (let a = 0; a < rank; a++) addOwn(a, 1);
    for (let a = 0; a < rank; a++) {
      addOwn(a, -1);
      const precision = gram.map((value) => value / variance);
      for (let i = 0; i < count; i++) precision[i * count + i] += 1 / (scales[a] * variances[i]);
      across.fill(0);
      for (let b = 0; b < rank; b++) {
        const value = off[a * rank + b] / variance;
        for (let i = 0; i < count; i++) across[i] += value * factors[b * count + i];
      }
      const spread = invert(precision, count);
      for (let i = 0; i < count; i++) {
        let sum = 0;
        for (let j = 0; j < count; j++) sum += spread[i * count + j] * across[j];
        factors[a * count + i] = sum;
      }
      spreads[a] = spread;
      addOwn(a, 1);
    }
    if (pass >= learnedFrom) learnPrior(factors, spreads, variances, scales, shape, groups);
  }
  return { factors, count };
}

/** The leading eigenvectors of the matrix with each entry shrunk by itself, as the prior says. */
function startOf(off: Float64Array, variance: number, scales: Float64Array, count: number): Float64Array {
  const rank = scales.length;
  const shrunk = off.map((value, at) => {
    const square = scales[Math.floor(at / rank)] * scales[at % rank];
    return (value * square) / (square + variance);
  });
  const { values, vectors } = symmetricEigen(shrunk, rank);
  return Float64Array.from({ length: rank * count }, (_, at) => {
    const column = at % count;
    return vectors[Math.floor(at / count) * rank + column] * Math.sqrt(Math.max(values[column], 1e-12));
  });
}

/** The variance of each factor, and the scale of each direction beside that of its group, by what the factors turned out to be. */
function learnPrior(
  factors: Float64Array,
  spreads: readonly Float64Array[],
  variances: Float64Array,
  scales: Float64Array,
  shape: Float64Array,
  groups: readonly (readonly [number, number])[],
): void {
  const [rank, count] = [scales.length, variances.length];
  const square = (a: number, i: number) => factors[a * count + i] ** 2 + spreads[a][i * count + i];
  for (let i = 0; i < count; i++) {
    let sum = 0;
    for (let a = 0; a < rank; a++) sum += square(a, i) / scales[a];
    variances[i] = Math.max(sum / rank, leastVariance);
  }
  for (const [from, to] of groups) {
    const found = Float64Array.from({ length: to - from }, (_, place) => {
      let sum = 0;
      for (let i = 0; i < count; i++) sum += square(from + place, i) / variances[i];
      return sum / count;
    });
    const ofGroup = found.reduce((sum, value, place) => sum + value / shape[from + place], 0) / found.length;
    found.forEach((value, place) => {
      scales[from + place] = (count * value + pooled * ofGroup * shape[from + place]) / (count + pooled);
    });
  }
}
