import type { FeatureMatrix } from '@parlour/catalogue';

/** Some rows of the content features without their zeros: of 512 dimensions about 80 are used. */
export interface SparseRows {
  readonly rows: number;
  /** Entries of row `r` are `starts[r] .. starts[r + 1]`. */
  readonly starts: Int32Array;
  readonly dimensions: Uint16Array;
  readonly values: Float32Array;
}

export function sparseRows(features: FeatureMatrix, rows: Int32Array): SparseRows {
  const { dimension, values, scales } = features;
  const starts = new Int32Array(rows.length + 1);
  rows.forEach((row, at) => {
    let count = 0;
    for (let d = row * dimension; d < (row + 1) * dimension; d++) if (values[d] !== 0) count++;
    starts[at + 1] = starts[at] + count;
  });
  const sparse = {
    rows: rows.length,
    starts,
    dimensions: new Uint16Array(starts[rows.length]),
    values: new Float32Array(starts[rows.length]),
  };
  let entry = 0;
  for (const row of rows) {
    for (let d = 0; d < dimension; d++) {
      const value = values[row * dimension + d];
      if (value === 0) continue;
      sparse.dimensions[entry] = d;
      sparse.values[entry++] = value * scales[row];
    }
  }
  return sparse;
}

/** target[rows x columns] += sparse * weight[512 x columns]. */
export function addSparseProduct(
  { rows, starts, dimensions, values }: SparseRows,
  weight: Float64Array,
  columns: number,
  target: Float64Array,
): void {
  for (let row = 0; row < rows; row++) {
    const t = row * columns;
    const end = starts[row + 1];
    let e = starts[row];
    for (; e + 3 < end; e += 4) {
      const [x0, x1, x2, x3] = [values[e], values[e + 1], values[e + 2], values[e + 3]];
      const w0 = dimensions[e] * columns;
      const w1 = dimensions[e + 1] * columns;
      const w2 = dimensions[e + 2] * columns;
      const w3 = dimensions[e + 3] * columns;
      for (let j = 0; j < columns; j++) {
        target[t + j] +=
          x0 * weight[w0 + j] + x1 * weight[w1 + j] + x2 * weight[w2 + j] + x3 * weight[w3 + j];
      }
    }
    for (; e < end; e++) {
      for (let j = 0; j < columns; j++) target[t + j] += values[e] * weight[dimensions[e] * columns + j];
    }
  }
}

/** target[512 x columns] += sparse transposed * gradient[rows x columns]. */
export function addSparseTransposedProduct(
  { rows, starts, dimensions, values }: SparseRows,
  gradient: Float64Array,
  columns: number,
  target: Float64Array,
): void {
  for (let row = 0; row < rows; row++) {
    const g = row * columns;
    for (let e = starts[row]; e < starts[row + 1]; e++) {
      const x = values[e];
      const t = dimensions[e] * columns;
      for (let j = 0; j < columns; j++) target[t + j] += x * gradient[g + j];
    }
  }
}
