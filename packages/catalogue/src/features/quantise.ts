import { type FeatureMatrix, featureDimension } from './feature-matrix.ts';

/** Scales `vector` to unit length and writes it as the bytes and the factor of `row`; an empty one as zeros. */
export function quantise(vector: Float64Array, matrix: FeatureMatrix, row: number): void {
  let squares = 0;
  let largest = 0;
  for (let d = 0; d < featureDimension; d++) {
    const value = vector[d] as number;
    if (value === 0) continue;
    squares += value * value;
    largest = Math.max(largest, Math.abs(value));
  }
  if (squares === 0) return;
  matrix.scales[row] = largest / Math.sqrt(squares) / 127;
  const factor = 127 / largest;
  const start = row * featureDimension;
  for (let d = 0; d < featureDimension; d++)
    matrix.values[start + d] = Math.round((vector[d] as number) * factor);
}
