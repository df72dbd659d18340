import type { ClusterFeedEntry, ClusterFeedQuery, PublishedCluster } from '@parlour/wire';

/** What a feed is asked for, its lists taken apart. */
export interface FeedOrder extends Pick<ClusterFeedQuery, 'device' | 'mood' | 'minutes'> {
  readonly count: number;
  readonly exclude: readonly string[];
  readonly types: readonly string[];
  readonly genres: readonly string[];
  readonly platforms: readonly string[];
}

/** The feeds of one published version of the clusters. */
export interface VersionFeeds {
  /** Of catalogue and clusters; feeds of one version and day do not change. */
  readonly version: string;
  readonly clusters: ReadonlyMap<string, Pick<PublishedCluster, 'atLeast' | 'genres'>>;
  /** @param cluster one of `clusters`. */
  feed(cluster: string, order: FeedOrder): readonly ClusterFeedEntry[];
}

/** Whoever makes feeds: the server only serves them. */
export interface ClusterFeedSource {
  /** Those of what is published now; undefined where no clusters are. */
  current(): Promise<VersionFeeds | undefined>;
}

export const noFeeds: ClusterFeedSource = { current: () => Promise.resolve(undefined) };
