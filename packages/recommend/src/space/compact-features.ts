import type { FeatureMatrix } from '@parlour/catalogue';

/**
 * The entries of a feature matrix that are not 0 (about 80 of 512 a row) in two bytes each: a third of its memory, and
 * five times as fast to multiply. The entries of row `r` are `starts[r] .. starts[r + 1] - 1`; the first `lows[r]` of
 * them are of dimensions below 256, the others' dimensions are stored less 256.
 */
export interface CompactFeatures {
  readonly rows: number;
  readonly starts: Int32Array;
  readonly lows: Uint16Array;
  readonly dimensions: Uint8Array;
  readonly values: Int8Array;
  /** One factor a row, as in the matrix; 0 for a row of which nothing is known. */
  readonly scales: Float32Array;
}

export const half = 256;

export function compactFeatures({ rows, dimension, values, scales }: FeatureMatrix): CompactFeatures {
  const starts = new Int32Array(rows + 1);
  let total = 0;
  for (let row = 0; row < rows; row += 1) {
    for (let at = row * dimension; at < (row + 1) * dimension; at += 1) if (values[at] !== 0) total += 1;
    starts[row + 1] = total;
  }
  const lows = new Uint16Array(rows);
  const dimensions = new Uint8Array(total);
  const kept = new Int8Array(total);
  let next = 0;
  for (let row = 0; row < rows; row += 1) {
    for (let d = 0; d < dimension; d += 1) {
      const value = values[row * dimension + d];
      if (value === 0) continue;
      if (d < half) lows[row] += 1;
      dimensions[next] = d & 0xff;
      kept[next] = value;
      next += 1;
    }
  }
  return { rows, starts, lows, dimensions, values: kept, scales };
}

/** Inner product of the features of `row` with 512 floats. */
export function compactDot(features: CompactFeatures, row: number, vector: Float32Array): number {
  const { starts, dimensions, values } = features;
  const middle = starts[row] + features.lows[row];
  let low = 0;
  let high = 0;
  for (let at = starts[row]; at < middle; at += 1) low += values[at] * vector[dimensions[at]];
  for (let at = middle; at < starts[row + 1]; at += 1) high += values[at] * vector[half + dimensions[at]];
  return (low + high) * features.scales[row];
}

/** vector += factor * features of `row`. */
export function addCompact(
  features: CompactFeatures,
  row: number,
  factor: number,
  vector: Float32Array | Float64Array,
): void {
  const { starts, dimensions, values } = features;
  const middle = starts[row] + features.lows[row];
  const by = factor * features.scales[row];
  for (let at = starts[row]; at < middle; at += 1) vector[dimensions[at]] += by * values[at];
  for (let at = middle; at < starts[row + 1]; at += 1) vector[half + dimensions[at]] += by * values[at];
}
