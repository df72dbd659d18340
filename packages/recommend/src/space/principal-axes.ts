import { seededRandom } from '@parlour/model';
import { addCompact, type CompactFeatures, compactDot } from './compact-features.ts';

const sampleRows = 1_200;
const iterations = 4;

/**
 * The `count` axes along which the rows differ most, as columns of 512 floats: subspace iteration from a seeded random
 * start over a sample of the rows less their mean (Halko, Martinsson and Tropp 2011, algorithm 4.4).
 */
export function principalAxes(
  features: CompactFeatures,
  mean: Float32Array,
  count: number,
  seed: number,
): Float32Array[] {
  const random = seededRandom(seed);
  const sample = sampled(features, random);
  let axes: Float32Array[] = Array.from({ length: count }, () =>
    Float32Array.from({ length: mean.length }, () => random() + random() + random() - 1.5),
  );
  orthonormalise(axes);
  for (let round = 0; round < iterations; round += 1) {
    axes = axes.map((axis) => covarianceTimes(features, mean, sample, axis));
    orthonormalise(axes);
  }
  return axes;
}

function sampled(features: CompactFeatures, random: () => number): Int32Array {
  const rows: number[] = [];
  const step = Math.max(1, features.rows / sampleRows);
  for (let at = 0; at < features.rows; at += step) {
    const row = Math.min(features.rows - 1, Math.floor(at + random() * step));
    if (features.scales[row] > 0) rows.push(row);
  }
  return Int32Array.from(rows);
}

function covarianceTimes(
  features: CompactFeatures,
  mean: Float32Array,
  sample: Int32Array,
  axis: Float32Array,
): Float32Array {
  const result = new Float32Array(axis.length);
  let along = 0;
  for (let i = 0; i < axis.length; i += 1) along += axis[i] * mean[i];
  let sum = 0;
  for (const row of sample) {
    const coordinate = compactDot(features, row, axis) - along;
    sum += coordinate;
    addCompact(features, row, coordinate, result);
  }
  for (let i = 0; i < axis.length; i += 1) result[i] -= sum * mean[i];
  return result;
}

/** Modified Gram and Schmidt, in place; an axis of which nothing is left becomes 0. */
function orthonormalise(axes: Float32Array[]): void {
  for (const [index, axis] of axes.entries()) {
    const before = Math.sqrt(product(axis, axis));
    for (let other = 0; other < index; other += 1) {
      const shared = product(axes[other], axis);
      for (let i = 0; i < axis.length; i += 1) axis[i] -= shared * axes[other][i];
    }
    const length = Math.sqrt(product(axis, axis));
    const factor = length > 1e-5 * before ? 1 / length : 0;
    for (let i = 0; i < axis.length; i += 1) axis[i] *= factor;
  }
}

function product(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i += 1) sum += left[i] * right[i];
  return sum;
}
