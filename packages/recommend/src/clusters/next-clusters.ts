import type { ClusterCentroids, PublishedClusters } from '@parlour/wire';

/**
 * The centroids of the second and last iteration: where the people of the first were, as far as that was published; the others
 * stay where they began. Undefined after the second, and of clusters that were made over other centroids.
 */
export function nextClusters(
  start: ClusterCentroids,
  published: PublishedClusters,
): ClusterCentroids | undefined {
  if (start.iteration !== 1 || published.iteration !== 1) return undefined;
  if (JSON.stringify(start.axes) !== JSON.stringify(published.axes)) return undefined;
  const learned = new Map(published.clusters.map(({ id, centroid }) => [id, centroid]));
  return {
    ...start,
    iteration: 2,
    clusters: start.clusters.map(({ id, centroid }) => ({ id, centroid: learned.get(id) ?? centroid })),
  };
}
