import * as v from 'valibot';
import { ClusterId } from './cluster-centroids.ts';
import { CLUSTER_SIZES } from './published-clusters.ts';
import { RecommendationEntry } from './recommendation.ts';

/** One title of a cluster's feed: about the cluster, and about nobody in it. */
export const ClusterFeedEntry = v.omit(RecommendationEntry, ['source']);
export type ClusterFeedEntry = v.InferOutput<typeof ClusterFeedEntry>;

/** What a cluster is shown. */
export const ClusterFeed = v.object({
  cluster: ClusterId,
  /** Of the published clusters, hex; feeds of one version and day do not change. */
  version: v.string(),
  /** People in the cluster, at least. */
  atLeast: v.picklist(CLUSTER_SIZES),
  genres: v.array(v.string()),
  entries: v.array(ClusterFeedEntry),
});
export type ClusterFeed = v.InferOutput<typeof ClusterFeed>;

const words = v.pipe(v.string(), v.maxLength(2000));

/** What is asked of a cluster's feed. Lists have commas between. */
export const ClusterFeedQuery = v.strictObject({
  count: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)), 20),
  /** Ids of items that shall not be in it. */
  exclude: v.optional(words),
  types: v.optional(words),
  genres: v.optional(words),
  /** Slugs of platforms; a title passes that is on any of them. */
  platforms: v.optional(words),
  device: v.optional(v.picklist(['phone', 'tablet', 'computer', 'television'])),
  mood: v.optional(v.picklist(['light', 'intense', 'thoughtful', 'relaxing', 'exciting'])),
  /** Minutes there are to watch. */
  minutes: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1440))),
});
export type ClusterFeedQuery = v.InferOutput<typeof ClusterFeedQuery>;
