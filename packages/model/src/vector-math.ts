import type { FeatureMatrix } from '@parlour/catalogue';

/** Inner product of one item's features with `vector` (dimension floats). */
export function rowDot(features: FeatureMatrix, row: number, vector: Float32Array): number {
  const { values, dimension } = features;
  const start = row * dimension;
  // Four sums: a single one would make every addition wait for the one before it.
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let i = 0; i < dimension; i += 4) {
    const at = start + i;
    a += (values[at] ?? 0) * (vector[i] ?? 0);
    b += (values[at + 1] ?? 0) * (vector[i + 1] ?? 0);
    c += (values[at + 2] ?? 0) * (vector[i + 2] ?? 0);
    d += (values[at + 3] ?? 0) * (vector[i + 3] ?? 0);
  }
  return (a + b + c + d) * (features.scales[row] ?? 0);
}

/** vector += factor * features of `row`. */
export function addRow(features: FeatureMatrix, row: number, factor: number, vector: Float32Array): void {
  const { values, dimension } = features;
  const start = row * dimension;
  const by = factor * (features.scales[row] ?? 0);
  for (let i = 0; i < dimension; i += 1) vector[i] = (vector[i] ?? 0) + by * (values[start + i] ?? 0);
}

/** Features of one item as floats. */
export function rowVector(features: FeatureMatrix, row: number): Float32Array {
  const vector = new Float32Array(features.dimension);
  addRow(features, row, 1, vector);
  return vector;
}

/** Inner product of two items' features. */
export function rowsDot(features: FeatureMatrix, left: number, right: number): number {
  const { values, dimension, scales } = features;
  const l = left * dimension;
  const r = right * dimension;
  let sum = 0;
  for (let i = 0; i < dimension; i += 1) sum += (values[l + i] ?? 0) * (values[r + i] ?? 0);
  return sum * (scales[left] ?? 0) * (scales[right] ?? 0);
}

export function dot(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i += 1) sum += (left[i] ?? 0) * (right[i] ?? 0);
  return sum;
}

export function norm(vector: Float32Array): number {
  return Math.sqrt(dot(vector, vector));
}

/** A copy of length 1; a vector of (nearly) no length stays as it is. */
export function normalised(vector: Float32Array): Float32Array {
  const length = norm(vector);
  return length < 1e-12 ? vector.slice() : vector.map((value) => value / length);
}

/** Mean of all rows. What everything has in common says nothing about a person. */
export function meanRow(features: FeatureMatrix): Float32Array {
  const mean = new Float32Array(features.dimension);
  for (let row = 0; row < features.rows; row += 1) addRow(features, row, 1 / features.rows, mean);
  return mean;
}
