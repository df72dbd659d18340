import type { MomentBasis } from './moment-basis.ts';

/** How far what people say is from 0, off the diagonal. */
export interface MomentScales {
  /** By direction, squared: an entry (a, b) has a mean square of squares[a] squares[b] without the noise. */
  readonly squares: Float64Array;
  /** Whether more is there than noise alone makes, by three deviations. */
  readonly isHeard: boolean;
}

/**
 * What watches of two titles have in common falls with their popularity: as its power of .7 in the people that were drawn and in real ones
 * (1 if all tastes were alike in everything else).
 */
const power = 0.7;
const passes = 20;
const deviations = 3;

/**
 * How large a second moment is at each direction, by what its noised entries have beyond the noise that is known to be in them. Titles of the
 * head share one number, as how it falls with popularity is known; each direction of content has its own, found from its products
 * with all others.
 * @param matrix rank x rank, row-major; a noise of the deviation `noise` on the diagonal and noise / sqrt 2 off it.
 */
export function momentScales(
  matrix: Float64Array,
  { design, head, popularity }: Pick<MomentBasis, 'design' | 'head' | 'popularity'>,
  noise: number,
): MomentScales {
  const rank = design.head + design.content;
  const variance = noise ** 2 / 2;
  const beyond = matrix.map((value, at) => (at % (rank + 1) === 0 ? 0 : value ** 2 - variance));
  const shape = new Float64Array(rank).fill(1);
  for (let a = 0; a < design.head; a++) shape[a] = (popularity[head[a]] / popularity[head[0]]) ** (2 * power);
  const ones = new Float64Array(rank).fill(1);
  const surest = Math.max(...[ones, shape].map((weights) => deviationsOf(beyond, weights, variance)));
  const squares = new Float64Array(rank);
  const ofHead = regression(beyond, shape, rank, design.head);
  const ofAll = regression(beyond, ones, rank, rank);
  for (let a = 0; a < rank; a++)
    squares[a] = Math.sqrt(Math.max(0, a < design.head ? ofHead : ofAll)) * shape[a];
  for (let pass = 0; pass < passes; pass++) {
    const total = squares.reduce((sum, value) => sum + value ** 2, 0);
    const found = squares.map((own, a) => {
      let across = 0;
      for (let b = 0; b < rank; b++) across += beyond[a * rank + b] * squares[b];
      const left = total - own ** 2;
      return left > 0 ? Math.max(0, across / left) : 0;
    });
    for (let a = design.head; a < rank; a++) squares[a] = pass === 0 ? found[a] : (squares[a] + found[a]) / 2;
  }
  return { squares, isHeard: surest > deviations && squares.some((value) => value > 0) };
}

/** Of the first `count` directions, off the diagonal: by how much `beyond` goes with the products of weights, least squares. */
function regression(beyond: Float64Array, weights: Float64Array, rank: number, count: number): number {
  let [across, square] = [0, 0];
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < count; b++) {
      if (a === b) continue;
      const weight = weights[a] * weights[b];
      across += beyond[a * rank + b] * weight;
      square += weight ** 2;
    }
  }
  return square > 0 ? across / square : 0;
}

/** The weighted sum of `beyond`, in deviations of what noise makes of it: the square of a normal value has twice its variance squared. */
function deviationsOf(beyond: Float64Array, weights: Float64Array, variance: number): number {
  const rank = weights.length;
  let [across, square] = [0, 0];
  for (let a = 0; a < rank; a++) {
    for (let b = 0; b < a; b++) {
      const weight = weights[a] * weights[b];
      across += beyond[a * rank + b] * weight;
      square += weight ** 2;
    }
  }
  return square > 0 ? across / (variance * Math.sqrt(2 * square)) : 0;
}
