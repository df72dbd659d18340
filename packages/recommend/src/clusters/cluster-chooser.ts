import type { Catalogue } from '@parlour/catalogue';
import type { PublishedClusters } from '@parlour/wire';
import type { CompactFeatures } from '../space/compact-features.ts';
import type { ClusterHead, OwnHead, RowWeight } from '../strategies/collaborative/cluster-heads.ts';
import { along, clusterSpace } from './cluster-space.ts';
import { ownCluster } from './own-cluster.ts';

/** Titles of a history that place a person, the last ones. */
export const placedBy = 100;

/** The clusters of an installation, ready for one device to find its own by itself. */
export interface ClusterChooser {
  readonly heads: readonly ClusterHead[];
  /** Undefined of a history of which no title can be placed. */
  readonly ownOf: (history: readonly RowWeight[]) => OwnHead | undefined;
}

/** @returns undefined where the clusters are along axes of another version of the content features. */
export function clusterChooser(
  { clusters, ...map }: PublishedClusters,
  catalogue: Catalogue,
  features: CompactFeatures,
): ClusterChooser | undefined {
  const space = clusterSpace(map, features);
  if (space === undefined) return undefined;
  const centroids = clusters.map(({ centroid }) => centroid);
  return {
    heads: clusters.map(({ id, feed }) => ({
      name: id,
      favourites: feed
        .map(({ item, score }) => ({ row: catalogue.rowOf(item), share: score }))
        .filter(({ row }) => row >= 0),
    })),
    ownOf(history) {
      const own = ownCluster(space, centroids, history.slice(-placedBy));
      if (own === undefined) return undefined;
      return { head: own.cluster, likeness: Math.max(0, along(centroids[own.cluster], own.point)) };
    },
  };
}
