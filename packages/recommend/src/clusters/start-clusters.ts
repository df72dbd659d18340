import { featureVersion } from '@parlour/catalogue';
import type { ClusterCentroids } from '@parlour/wire';
import { bestRows } from '../space/best-rows.ts';
import { type CompactFeatures, compactDot } from '../space/compact-features.ts';
import type { ItemSpace } from '../space/item-space.ts';
import { principalAxes } from '../space/principal-axes.ts';
import { along, type ClusterSpace, clusterSpace, unitOf } from './cluster-space.ts';

export interface StartOptions {
  /** 2..64. */
  readonly clusters: number;
  /** 2..64. */
  readonly axes: number;
}

/** Titles that are clustered: the best known, for people's taste lies among these. */
const mostTitles = 4_000;
const rounds = 12;
const seed = 1;

/**
 * Public clusters of titles for private k-means to begin with: the principal axes of the content features, and spherical k-means over the
 * best-known titles, each counted as it is known. Made of the catalogue and public popularity alone; the same every time.
 * @param popularity by row, 0..1.
 */
export function startClusters(
  { features, mean }: Pick<ItemSpace, 'features' | 'mean'>,
  popularity: Float32Array,
  { clusters, axes }: StartOptions,
): ClusterCentroids {
  const rows = [...bestRows(popularity, undefined, Math.min(mostTitles, features.rows))].filter(
    (row) => features.scales[row] > 0,
  );
  const weights = rows.map((row) => 0.01 + popularity[row]);
  const whole = principalAxes(features, mean, axes, seed)
    .map(quantised)
    .filter((axis) => axis.some((value) => value !== 0));
  const offsets = whole.map((axis) => rounded(meanAlong(features, axis, rows, weights)));
  const map = { axes: whole, offsets, features: featureVersion };
  const space = clusterSpace(map, features) as ClusterSpace;
  const points = rows.map((row) => space.pointOf(row));
  const centroids = kMeans(points, weights, clusters);
  return {
    format: 1,
    iteration: 1,
    ...map,
    clusters: centroids.map((centroid, at) => ({
      id: `c${String(at).padStart(2, '0')}`,
      centroid: Array.from(centroid, rounded),
    })),
  };
}

/** Whole numbers -127..127 in the direction of an axis. */
function quantised(axis: Float32Array): number[] {
  const most = axis.reduce((top, value) => Math.max(top, Math.abs(value)), 0);
  return Array.from(axis, (value) => (most === 0 ? 0 : Math.round((value / most) * 127) + 0));
}

function meanAlong(
  features: CompactFeatures,
  axis: readonly number[],
  rows: readonly number[],
  weights: readonly number[],
): number {
  const unit = Float32Array.from(unitOf(Float64Array.from(axis)));
  let sum = 0;
  let all = 0;
  rows.forEach((row, at) => {
    sum += weights[at] * compactDot(features, row, unit);
    all += weights[at];
  });
  return all === 0 ? 0 : sum / all;
}

/** Spherical k-means, begun with the points that lie farthest from those before (Gonzalez 1985). */
function kMeans(points: readonly Float64Array[], weights: readonly number[], count: number): Float64Array[] {
  let centroids = farApart(points, count);
  for (let round = 0; round < rounds; round += 1) {
    const sums = centroids.map((centroid) => new Float64Array(centroid.length));
    points.forEach((point, at) => {
      const sum = sums[nearest(centroids, point)];
      for (let axis = 0; axis < point.length; axis += 1) sum[axis] += weights[at] * point[axis];
    });
    centroids = sums.map((sum, at) => (Math.hypot(...sum) > 1e-9 ? unitOf(sum) : centroids[at]));
  }
  return centroids;
}

function farApart(points: readonly Float64Array[], count: number): Float64Array[] {
  const placed = points.filter((point) => point.some((value) => value !== 0));
  const chosen = placed.slice(0, 1);
  const likeness = placed.map(() => Number.NEGATIVE_INFINITY);
  while (chosen.length > 0 && chosen.length < Math.min(count, placed.length)) {
    const last = chosen[chosen.length - 1];
    let farthest = 0;
    placed.forEach((point, at) => {
      likeness[at] = Math.max(likeness[at], along(point, last));
      if (likeness[at] < likeness[farthest]) farthest = at;
    });
    chosen.push(placed[farthest]);
  }
  return chosen;
}

function nearest(centroids: readonly Float64Array[], point: Float64Array): number {
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  centroids.forEach((centroid, at) => {
    const likeness = along(centroid, point);
    if (likeness > most) [best, most] = [at, likeness];
  });
  return best;
}

const rounded = (value: number): number => Math.round(value * 1e5) / 1e5 + 0;
