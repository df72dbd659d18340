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

/** Rows whose sums stay in the nearest cache. */
const blockRows = 2_048;

/** Cosines of a vector and every row: about 4 ms for 50,000 rows. */
export function cosines(space: GraphSpace, vector: Levels): Float32Array {
  const scores = new Float32Array(space.rows);
  const sums = new Int32Array(blockRows);
  for (let from = 0; from < space.rows; from += blockRows) {
    const count = Math.min(blockRows, space.rows - from);
    addBlock(space, vector.levels, from, count, sums);
    for (let at = 0; at < count; at += 1) {
      scores[from + at] = sums[at] * vector.step * space.inverseLengths[from + at];
    }
    sums.fill(0);
  }
  return scores;
}

function addBlock(
  { rows, columns }: GraphSpace,
  levels: Int32Array,
  from: number,
  count: number,
  sums: Int32Array,
): void {
  for (let i = 0; i < embeddingLength; i += 4) {
    const a = levels[i];
    const b = levels[i + 1];
    const c = levels[i + 2];
    const d = levels[i + 3];
    const first = i * rows + from;
    const second = first + rows;
    const third = second + rows;
    const fourth = third + rows;
    for (let at = 0; at < count; at += 1) {
      const left = Math.imul(columns[first + at], a) + Math.imul(columns[second + at], b);
      const right = Math.imul(columns[third + at], c) + Math.imul(columns[fourth + at], d);
      sums[at] = (sums[at] + left + right) | 0;
    }
  }
}
