/** Added to the variance. */
export const epsilon = 1e-5;

/** Kept for the gradient: rows x columns, and one number a row. */
export interface LayerNormTape {
  readonly normal: Float64Array;
  readonly inverse: Float64Array;
}

/** LayerNorm (Ba et al. 2016, eq. 4) of every row of `values`, in place: to mean 0 and deviation 1, then gain and offset. */
export function layerNorm(
  values: Float64Array,
  columns: number,
  gain: Float64Array,
  offset: Float64Array,
): LayerNormTape {
  const rows = values.length / columns;
  const normal = new Float64Array(values.length);
  const inverse = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    let mean = 0;
    for (let j = 0; j < columns; j++) mean += values[start + j];
    mean /= columns;
    let squares = 0;
    for (let j = 0; j < columns; j++) squares += (values[start + j] - mean) ** 2;
    const factor = 1 / Math.sqrt(squares / columns + epsilon);
    inverse[row] = factor;
    for (let j = 0; j < columns; j++) {
      const value = (values[start + j] - mean) * factor;
      normal[start + j] = value;
      values[start + j] = value * gain[j] + offset[j];
    }
  }
  return { normal, inverse };
}

/** Turns the gradient of the result into that of the values, in place; adds those of gain and offset. */
export function layerNormGradient(
  gradient: Float64Array,
  columns: number,
  gain: Float64Array,
  { normal, inverse }: LayerNormTape,
  byGain: Float64Array,
  byOffset: Float64Array,
): void {
  for (let row = 0; row < inverse.length; row++) {
    const start = row * columns;
    let sum = 0;
    let along = 0;
    for (let j = 0; j < columns; j++) {
      const by = gradient[start + j];
      byOffset[j] += by;
      byGain[j] += by * normal[start + j];
      sum += by * gain[j];
      along += by * gain[j] * normal[start + j];
    }
    for (let j = 0; j < columns; j++) {
      const by = gradient[start + j] * gain[j];
      gradient[start + j] = inverse[row] * (by - (sum + normal[start + j] * along) / columns);
    }
  }
}
