import { featureDimension } from '@parlour/catalogue';
import { addCompact, type CompactFeatures, compactDot, fillCompact } from './compact-features.ts';
import { principalAxes } from './principal-axes.ts';

/** Dimensions of the projection. */
export const lowDimensions = 64;

/**
 * Where the titles of a catalogue lie by content: the features whole, and a projection in which all rows are compared
 * quickly. Cosines are of features less the catalogue's mean, for what all titles share says nothing about any.
 */
export interface ItemSpace {
  readonly rows: number;
  readonly features: CompactFeatures;
  /** Mean of the features, 512 floats. */
  readonly mean: Float32Array;
  /** 1 / length of each row less the mean; 0 for a row of which nothing is known. */
  readonly inverseLengths: Float32Array;
  /** `rows * 64`: unit vector of row `r` along the principal axes = `low[r * 64 + d] * lowScales[r]`. */
  readonly low: Int8Array;
  readonly lowScales: Float32Array;
}

const sliceRows = 1_000;

/** Computed once a catalogue; yields 0..1 about every 10 ms. Equal features and seeds give equal spaces. */
export function* itemSpaceSteps(features: CompactFeatures, seed = 1): Generator<number, ItemSpace> {
  const { rows } = features;
  const mean = new Float64Array(featureDimension);
  for (let row = 0; row < rows; row += 1) addCompact(features, row, 1 / rows, mean);
  const centre = Float32Array.from(mean);
  yield 0;
  const axes = principalAxes(features, centre, lowDimensions, seed);
  yield 0.2;
  const space = {
    rows,
    features,
    mean: centre,
    inverseLengths: new Float32Array(rows),
    low: new Int8Array(rows * lowDimensions),
    lowScales: new Float32Array(rows),
  };
  const projection = transposed(axes);
  const offset = Float64Array.from(axes, (axis) => product(axis, centre));
  for (let from = 0; from < rows; from += sliceRows) {
    fillRows(space, projection, offset, from, Math.min(rows, from + sliceRows));
    yield 0.2 + (0.8 * from) / rows;
  }
  return space;
}

export function itemSpace(features: CompactFeatures, seed = 1): ItemSpace {
  const steps = itemSpaceSteps(features, seed);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Axes side by side: entry `d * 64 + axis`. */
function transposed(axes: readonly Float32Array[]): Float32Array {
  const result = new Float32Array(featureDimension * lowDimensions);
  for (const [index, axis] of axes.entries()) {
    for (let d = 0; d < axis.length; d += 1) result[d * lowDimensions + index] = axis[d];
  }
  return result;
}

function fillRows(
  space: ItemSpace,
  projection: Float32Array,
  offset: Float64Array,
  from: number,
  to: number,
): void {
  const { features, mean } = space;
  const { scales } = features;
  const values = new Float64Array(featureDimension);
  const meanSquare = product(mean, mean);
  const point = new Float64Array(lowDimensions);
  for (let row = from; row < to; row += 1) {
    if (scales[row] === 0) continue;
    const along = compactDot(features, row, mean);
    let square = 0;
    point.fill(0);
    values.fill(0);
    fillCompact(features, row, values);
    for (let dimension = 0; dimension < featureDimension; dimension += 1) {
      if (values[dimension] === 0) continue;
      const value = values[dimension] * scales[row];
      square += value * value;
      const axis = dimension * lowDimensions;
      for (let d = 0; d < lowDimensions; d += 1) point[d] += value * projection[axis + d];
    }
    const left = square - 2 * along + meanSquare;
    space.inverseLengths[row] = left > 1e-9 ? 1 / Math.sqrt(left) : 0;
    quantise(space, row, point, offset);
  }
}

function quantise(space: ItemSpace, row: number, point: Float64Array, offset: Float64Array): void {
  let square = 0;
  let most = 0;
  for (let d = 0; d < lowDimensions; d += 1) {
    point[d] -= offset[d];
    square += point[d] * point[d];
    most = Math.max(most, Math.abs(point[d]));
  }
  if (most < 1e-9) return;
  for (let d = 0; d < lowDimensions; d += 1) {
    space.low[row * lowDimensions + d] = Math.round((point[d] / most) * 127);
  }
  space.lowScales[row] = most / 127 / Math.sqrt(square);
}

function product(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i += 1) sum += left[i] * right[i];
  return sum;
}
