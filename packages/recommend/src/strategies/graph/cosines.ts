import { embeddingLength } from '@parlour/model/graph';
import type { GraphSpace } from './graph-space.ts';

/** A unit vector in steps of its largest value's 32,767th, so that sums with bytes stay whole numbers below 2^31. */
export interface Levels {
  readonly levels: Int32Array;
  readonly step: number;
}

export function levelsOf(vector: Float64Array): Levels {
  const most = vector.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  const step = most === 0 ? 1 : most / 32_767;
  return { levels: Int32Array.from(vector, (value) => Math.round(value / step)), step };
}

/** Cosine of a vector and one row, rounded to 32 bits; the very number that `cosines` gives. */
export function cosineOf(
  { rows, columns, inverseLengths }: GraphSpace,
  { levels, step }: Levels,
  row: number,
): number {
  let sum = 0;
  for (let i = 0; i < embeddingLength; i += 1) sum += levels[i] * columns[i * rows + row];
  return Math.fround(sum * step * inverseLengths[row]);
}

/** Cosines of a vector and every row: about 4 ms for 50,000 rows. */
export function cosines(
  { rows, columns, inverseLengths }: GraphSpace,
  { levels, step }: Levels,
): Float32Array {
  const sums = new Int32Array(rows);
  for (let i = 0; i < embeddingLength; i += 4) {
    const [a, b, c, d] = [levels[i], levels[i + 1], levels[i + 2], levels[i + 3]];
    const first = i * rows;
    const second = first + rows;
    const third = second + rows;
    const fourth = third + rows;
    for (let row = 0; row < rows; row += 1) {
      const left = Math.imul(columns[first + row], a) + Math.imul(columns[second + row], b);
      const right = Math.imul(columns[third + row], c) + Math.imul(columns[fourth + row], d);
      sums[row] = (sums[row] + left + right) | 0;
    }
  }
  const scores = new Float32Array(rows);
  for (let row = 0; row < rows; row += 1) scores[row] = sums[row] * step * inverseLengths[row];
  return scores;
}
