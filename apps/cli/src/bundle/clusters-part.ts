import { clustersId, clustersScale, slotLength } from '@parlour/private-aggregation/queries';
import type { ClusterCentroids } from '@parlour/wire';
import type { BundlePart } from './bundle-part.ts';

/** Centroids that lie beside the published catalogue. */
export interface WrittenCentroids {
  /** The first 32 hex digits of its SHA-256: what a query calls it by. */
  readonly name: string;
  readonly centroids: ClusterCentroids;
}

/**
 * What people's answers add up to at most, as `Query.sumNorm`. Of 200 cohorts of 50 people of MovieLens and MovieTweetings, over
 * 16 clusters of 16 axes, it was 0.47 at the most (`clusters-calibration.test.ts`); a quarter is left for people who are more alike than those.
 */
export const clustersSumNorm = 0.6;

/** Asks how many people are nearest to each centroid, and where they lie. */
export const clustersPart = (
  { name, centroids: { axes, clusters } }: WrittenCentroids,
  { sumNorm = clustersSumNorm }: { readonly sumNorm?: number } = {},
): BundlePart => ({
  family: 'clusters',
  query: (clipShare) => ({
    id: clustersId(name),
    version: 1,
    purpose: 'To learn what kinds of people there are, so that each kind gets a list of its own.',
    dimension: clusters.length * slotLength(axes.length),
    scale: clustersScale(clipShare),
    clipShare,
    sumNorm,
  }),
});
