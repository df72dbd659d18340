import { along, type ClusterSpace, unitOf } from './cluster-space.ts';

/** Where a person is among clusters. */
export interface OwnCluster {
  /** Place of the nearest centroid. */
  readonly cluster: number;
  /** What the person likes, along the axes; of unit length. */
  readonly point: Float64Array;
}

/**
 * The cluster nearest to a history: the mean of its titles' points, at length 1, against each centroid (cosine). Undefined of a history
 * of which no title can be placed. Nothing of this leaves the device but through a query.
 * @param centroids unit vectors along the axes.
 */
export function ownCluster(
  space: ClusterSpace,
  centroids: readonly ArrayLike<number>[],
  titles: readonly { readonly row: number; readonly weight: number }[],
): OwnCluster | undefined {
  const sum = new Float64Array(space.dimensions);
  for (const { row, weight } of titles) {
    const point = space.pointOf(row);
    for (let axis = 0; axis < sum.length; axis += 1) sum[axis] += weight * point[axis];
  }
  const point = unitOf(sum);
  if (point.every((value) => value === 0)) return undefined;
  let cluster = 0;
  let best = Number.NEGATIVE_INFINITY;
  centroids.forEach((centroid, at) => {
    const likeness = along(centroid, point);
    if (likeness > best) [cluster, best] = [at, likeness];
  });
  return { cluster, point };
}
