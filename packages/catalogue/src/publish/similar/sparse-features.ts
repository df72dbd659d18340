import { type FeatureMatrix, featureDimension } from '../../features/feature-matrix.ts';

/** The non-zero entries of a feature matrix, row by row: about 80 of 512 are. */
export interface SparseFeatures {
  readonly rows: number;
  /** Entries of row `r` are `starts[r] .. starts[r + 1]`. */
  readonly starts: Int32Array;
  readonly dimensions: Uint16Array;
  /** Unit length a row. */
  readonly values: Float32Array;
}

export function sparseFeatures(matrix: FeatureMatrix): SparseFeatures {
  const starts = new Int32Array(matrix.rows + 1);
  let total = 0;
  for (let row = 0; row < matrix.rows; row++) {
    for (let d = 0; d < featureDimension; d++) if (matrix.values[row * featureDimension + d] !== 0) total++;
    starts[row + 1] = total;
  }
  const dimensions = new Uint16Array(total);
  const values = new Float32Array(total);
  for (let row = 0; row < matrix.rows; row++) {
    let entry = starts[row] as number;
    let squares = 0;
    for (let d = 0; d < featureDimension; d++) {
      const value = matrix.values[row * featureDimension + d] as number;
      if (value === 0) continue;
      dimensions[entry] = d;
      values[entry++] = value;
      squares += value * value;
    }
    const factor = squares === 0 ? 0 : 1 / Math.sqrt(squares);
    for (let i = starts[row] as number; i < entry; i++) values[i] = (values[i] as number) * factor;
  }
  return { rows: matrix.rows, starts, dimensions, values };
}
