import { featureDimension } from '../../features/feature-matrix.ts';
import type { SparseFeatures } from './sparse-features.ts';

const rowsPerCluster = 1000;
const rounds = 3;

/** `nearest` are each row's `probes` nearest clusters, nearest first: row `r` has `nearest[r * probes ..]`. */
export interface Clusters {
  readonly count: number;
  readonly probes: number;
  readonly nearest: Uint16Array;
}

/**
 * Spherical k-means, a thousand rows a cluster. Rows are sorted by type, genres, countries and year, so stretches of
 * neighbouring rows are the first clusters, three rounds suffice, and nothing is random.
 */
export function clusterRows(features: SparseFeatures, probes: number): Clusters {
  const { rows } = features;
  const count = Math.max(1, Math.round(rows / rowsPerCluster));
  let assigned: Uint16Array = Uint16Array.from({ length: rows }, (_, row) =>
    Math.floor((row * count) / rows),
  );
  for (let round = 0; round < rounds; round++) {
    assigned = nearestCentroids(features, centroidsOf(features, assigned, count), count, 1);
  }
  const wanted = Math.min(probes, count);
  const nearest = nearestCentroids(features, centroidsOf(features, assigned, count), count, wanted);
  return { count, probes: wanted, nearest };
}

/** Unit-length means of the rows of each cluster, cluster-major. */
function centroidsOf(
  { rows, starts, dimensions, values }: SparseFeatures,
  assigned: Uint16Array,
  count: number,
): Float32Array {
  const centroids = new Float32Array(count * featureDimension);
  for (let row = 0; row < rows; row++) {
    const base = (assigned[row] as number) * featureDimension;
    for (let i = starts[row] as number; i < (starts[row + 1] as number); i++) {
      const at = base + (dimensions[i] as number);
      centroids[at] = (centroids[at] as number) + (values[i] as number);
    }
  }
  for (let cluster = 0; cluster < count; cluster++) {
    const centroid = centroids.subarray(cluster * featureDimension, (cluster + 1) * featureDimension);
    const length = Math.sqrt(centroid.reduce((sum, value) => sum + value * value, 0));
    if (length > 0) for (let d = 0; d < featureDimension; d++) centroid[d] = (centroid[d] as number) / length;
  }
  return centroids;
}

function nearestCentroids(
  { rows, starts, dimensions, values }: SparseFeatures,
  centroids: Float32Array,
  count: number,
  probes: number,
): Uint16Array {
  const nearest = new Uint16Array(rows * probes);
  const scores = new Float64Array(probes);
  for (let row = 0; row < rows; row++) {
    scores.fill(Number.NEGATIVE_INFINITY);
    const mine = nearest.subarray(row * probes, (row + 1) * probes);
    for (let cluster = 0; cluster < count; cluster++) {
      const base = cluster * featureDimension;
      let score = 0;
      for (let i = starts[row] as number; i < (starts[row + 1] as number); i++) {
        score += (values[i] as number) * (centroids[base + (dimensions[i] as number)] as number);
      }
      let place = probes - 1;
      if (score <= (scores[place] as number)) continue;
      for (; place > 0 && score > (scores[place - 1] as number); place--) {
        scores[place] = scores[place - 1] as number;
        mine[place] = mine[place - 1] as number;
      }
      scores[place] = score;
      mine[place] = cluster;
    }
  }
  return nearest;
}
