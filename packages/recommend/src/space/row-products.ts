import { chunkRows, rowLength } from './row-sums/row-sums.ts';
import { rowSumsHere } from './row-sums/row-sums-here.ts';

/** A vector of 64 numbers in steps of its largest one's 32,767th, so that its products with bytes stay whole numbers below 2^31. */
export interface Levels {
  readonly levels: Int16Array;
  readonly step: number;
}

/** Below it steps would be no exact numbers any more. */
const least = 1e-300;

export function levelsOf(vector: Float64Array | Float32Array): Levels {
  let most = 0;
  for (let i = 0; i < vector.length; i += 1) most = Math.max(most, Math.abs(vector[i]));
  const step = most < least ? 1 : most / 32_767;
  const levels = new Int16Array(vector.length);
  for (let i = 0; i < vector.length; i += 1) levels[i] = Math.round(vector[i] / step);
  return { levels, step };
}

/** Product of one row of `bytes` (64 a row) with a vector, times the row's scale; the very number that `rowProducts` gives. */
export function rowProduct(
  bytes: Int8Array,
  scales: Float32Array,
  { levels, step }: Levels,
  row: number,
): number {
  let sum = 0;
  for (let i = 0, at = row * rowLength; i < rowLength; i += 1, at += 1) sum += levels[i] * bytes[at];
  return Math.fround(sum * step * scales[row]);
}

/**
 * Products of all rows with a vector. Rows are brought to the kernel chunk by chunk: that takes less than multiplying them, and they
 * may lie anywhere, once.
 *
 * @param bytes 64 a row
 */
export function rowProducts(
  bytes: Int8Array,
  scales: Float32Array,
  { levels, step }: Levels,
  into: Float32Array = new Float32Array(scales.length),
): Float32Array {
  const kernel = rowSumsHere();
  const { sums } = kernel;
  kernel.levels.set(levels);
  for (let from = 0; from < scales.length; from += chunkRows) {
    const count = Math.min(chunkRows, scales.length - from);
    kernel.rows.set(bytes.subarray(from * rowLength, (from + count) * rowLength));
    kernel.multiply(count);
    for (let at = 0; at < count; at += 1) into[from + at] = sums[at] * step * scales[from + at];
  }
  return into;
}
