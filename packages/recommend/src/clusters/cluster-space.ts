import { featureVersion } from '@parlour/catalogue';
import type { ClusterCentroids } from '@parlour/wire';
import { type CompactFeatures, compactDot } from '../space/compact-features.ts';

/** The axes along which clusters lie, ready to place titles. */
export interface ClusterSpace {
  readonly dimensions: number;
  /** Unit vector of a title along the axes, from where the typical title is; zeros for one of which nothing is known. */
  pointOf(row: number): Float64Array;
}

/** @returns undefined where the axes are of another version of the content features than this one. */
export function clusterSpace(
  { axes, offsets, features: version }: Pick<ClusterCentroids, 'axes' | 'offsets' | 'features'>,
  features: CompactFeatures,
): ClusterSpace | undefined {
  if (version !== featureVersion) return undefined;
  const units = axes.map((axis) => {
    const length = Math.hypot(...axis);
    return Float32Array.from(axis, (value) => value / length);
  });
  return {
    dimensions: axes.length,
    pointOf(row) {
      const point = new Float64Array(units.length);
      if ((features.scales[row] ?? 0) === 0) return point;
      units.forEach((axis, at) => {
        point[at] = compactDot(features, row, axis) - offsets[at];
      });
      return unitOf(point);
    },
  };
}

/** The vector at length 1; zeros stay. */
export function unitOf(vector: Float64Array): Float64Array {
  const length = Math.hypot(...vector);
  return length > 1e-9 ? vector.map((value) => value / length) : new Float64Array(vector.length);
}

/** Inner product. */
export function along(left: ArrayLike<number>, right: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < left.length; at += 1) sum += left[at] * right[at];
  return sum;
}
