import * as v from 'valibot';
import { ClusterId, MOST_CLUSTERS } from './cluster-centroids.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const coordinate = v.pipe(v.number(), v.finite(), v.minValue(-1), v.maxValue(1));
const text = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

/** Sizes that a cluster may be said to have: the greatest of which it is all but certain that as many people are in it. */
export const CLUSTER_SIZES = [50, 100, 200, 500, 1000, 2000, 5000, 10_000] as const;

/** One group of people who like the same kinds of titles; nothing in it is of any one of them. */
export const PublishedCluster = v.strictObject({
  id: ClusterId,
  /** Unit vector along the axes of `centroids`. */
  centroid: v.array(coordinate),
  /** People in it, at least: that there are fewer has a probability of at most 1e-6 under the noise of the rounds. */
  atLeast: v.picklist(CLUSTER_SIZES),
  /** What is much of its feed and little of the catalogue, most so first. */
  genres: v.pipe(v.array(text), v.maxLength(5)),
  /** Titles near the centroid that are well known, the first with a score of 1; none twice. */
  feed: v.pipe(
    v.array(v.strictObject({ item: text, score: v.pipe(v.number(), v.gtValue(0), v.maxValue(1)) })),
    v.minLength(1),
    v.maxLength(200),
    v.check((feed) => new Set(feed.map(({ item }) => item)).size === feed.length, 'a title twice'),
  ),
});
export type PublishedCluster = v.InferOutput<typeof PublishedCluster>;

/**
 * Every cluster of an installation, in one public file: everybody downloads all of it, so that no request tells which cluster anybody is
 * in. Made of released sums and the public catalogue alone.
 */
export const PublishedClusters = v.pipe(
  v.strictObject({
    format: v.literal(1),
    /** The centroids that people placed themselves by: a `ClusterCentroids` beside the catalogue, by the first 32 hex digits of its SHA-256. */
    centroids: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
    iteration: v.picklist([1, 2]),
    features: v.pipe(v.number(), v.safeInteger()),
    /** As of `ClusterCentroids`. */
    axes: v.pipe(v.array(v.pipe(v.array(v.number()), v.length(512))), v.minLength(2)),
    offsets: v.array(coordinate),
    /** Reports of all sums together; a device makes one at most to each of two centroids files in its life. */
    reports: count,
    rounds: count,
    /** Standard deviation that the rounds' noise leaves at the size of one cluster, in people. */
    noise: v.pipe(v.number(), v.finite(), v.minValue(0)),
    /** The largest first. */
    clusters: v.pipe(v.array(PublishedCluster), v.minLength(1), v.maxLength(MOST_CLUSTERS)),
  }),
  v.check(({ axes, offsets }) => axes.length === offsets.length, 'not one offset an axis'),
  v.check(
    ({ axes, clusters }) => clusters.every(({ centroid }) => centroid.length === axes.length),
    'a centroid of another dimension',
  ),
  v.check(
    ({ clusters }) => new Set(clusters.map(({ id }) => id)).size === clusters.length,
    'a cluster twice',
  ),
);
export type PublishedClusters = v.InferOutput<typeof PublishedClusters>;

/** A public file as the aggregator signs it: its canonical JSON, the SHA-256 of that, and an Ed25519 signature in hex. */
export const SignedPublicFile = v.strictObject({
  text: v.string(),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  /** Of the aggregator, hex: who knows it from the token directory believes no other. */
  key: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  signature: v.pipe(v.string(), v.regex(/^[0-9a-f]{128}$/)),
});
export type SignedPublicFile = v.InferOutput<typeof SignedPublicFile>;
