/** Dimensions of every content feature vector, in this and every later feature version. */
export const featureDimension = 512;

/**
 * Content features of a whole catalogue, quantised to one byte a dimension.
 *
 * The feature of row `r` is `values[r * 512 + d] * scales[r]` for `d` in 0..511; it had unit length before
 * quantisation, so its length is 1 within 1e-2. A row about which nothing is known is all zeros with scale 0.
 */
export interface FeatureMatrix {
  readonly rows: number;
  readonly dimension: 512;
  /** `rows * 512` values in -127..127, row-major. */
  readonly values: Int8Array;
  /** One factor a row. */
  readonly scales: Float32Array;
}

/** Writes the float feature vector of `row` into `out` (512 long) and returns it. */
export function featureOf(
  matrix: FeatureMatrix,
  row: number,
  out = new Float32Array(featureDimension),
): Float32Array {
  const start = row * featureDimension;
  const scale = matrix.scales[row] ?? 0;
  for (let d = 0; d < featureDimension; d++) out[d] = (matrix.values[start + d] ?? 0) * scale;
  return out;
}
