import * as v from 'valibot';

const length = (values: readonly number[]): number => Math.hypot(...values);
const coordinate = v.pipe(v.number(), v.finite(), v.minValue(-1), v.maxValue(1));

/** Kinds of titles between which people are counted, at most; and axes that they lie along. */
export const MOST_CLUSTERS = 64;
export const MOST_CLUSTER_AXES = 64;

/** Name of a cluster, which it keeps from one iteration to the next. */
export const ClusterId = v.pipe(v.string(), v.regex(/^c\d{2}$/));

/**
 * What a `clusters` query is about: public points in the space of content features, one for each slot of the query, and how a title is
 * placed among them. Nothing in it is of any one person: it is made of the catalogue (iteration 1), or of released sums (2).
 */
export const ClusterCentroids = v.pipe(
  v.strictObject({
    format: v.literal(1),
    /** 1: from public clusters of titles; 2: from what people who answered the first are like. There is no third. */
    iteration: v.picklist([1, 2]),
    /** Version of the content features that the axes are of. */
    features: v.pipe(v.number(), v.safeInteger()),
    /** Each one whole number a dimension of the features; of unit length once divided by its length. */
    axes: v.pipe(
      v.array(
        v.pipe(
          v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(-127), v.maxValue(127))),
          v.length(512),
          v.check((axis) => axis.some((value) => value !== 0), 'an axis of no length'),
        ),
      ),
      v.minLength(2),
      v.maxLength(MOST_CLUSTER_AXES),
    ),
    /** By axis: where the catalogue's mean lies along it. */
    offsets: v.array(coordinate),
    /** In the order of the query's slots. */
    clusters: v.pipe(
      v.array(v.strictObject({ id: ClusterId, centroid: v.array(coordinate) })),
      v.minLength(2),
      v.maxLength(MOST_CLUSTERS),
    ),
  }),
  v.check(({ axes, offsets }) => axes.length === offsets.length, 'not one offset an axis'),
  v.check(
    ({ axes, clusters }) => clusters.every(({ centroid }) => centroid.length === axes.length),
    'a centroid of another dimension',
  ),
  v.check(
    ({ clusters }) => clusters.every(({ centroid }) => Math.abs(length(centroid) - 1) < 1e-3),
    'a centroid that is not of unit length',
  ),
  v.check(
    ({ clusters }) => new Set(clusters.map(({ id }) => id)).size === clusters.length,
    'a cluster twice',
  ),
);
export type ClusterCentroids = v.InferOutput<typeof ClusterCentroids>;

/** Name of the file, beside the catalogue's. @param name the first 32 hex digits of its SHA-256. */
export const clusterCentroidsPath = (name: string): string => `centroids-${name}.json`;
