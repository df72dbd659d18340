import { featureDimension } from '../../features/feature-matrix.ts';
import { clusterRows } from './clusters.ts';
import type { SparseFeatures } from './sparse-features.ts';

/** The `k` rows of highest cosine of every row, itself left out: heaviest first, -1 where there are fewer. */
export interface NearestRows {
  readonly k: number;
  readonly rows: Int32Array;
  readonly cosines: Float32Array;
}

export interface NearestOptions {
  /** Clusters searched for each row; all of them (the exact answer) if undefined. */
  readonly probes?: number;
  /** Gets 0..1 now and then; awaited, so that the caller's event loop turns. */
  readonly onProgress?: (fraction: number) => void;
}

/**
 * k nearest rows by cosine. Rows are grouped in clusters, each with posting lists by dimension; a query adds up the
 * postings of its own non-zero dimensions, six times less work than a dot product a pair. Exact where every cluster is
 * searched, else the inverted file of Sivic and Zisserman (2003) with multi-probing.
 */
export async function nearestRows(
  features: SparseFeatures,
  k: number,
  options: NearestOptions = {},
): Promise<NearestRows> {
  const clusters = clusterRows(features, options.probes ?? Number.POSITIVE_INFINITY);
  const best = new Best(features.rows, k);
  const members = rowsBy(clusters.nearest, clusters.probes, 1, clusters.count, features.rows);
  const queries = rowsBy(clusters.nearest, clusters.probes, clusters.probes, clusters.count, features.rows);
  for (let cluster = 0; cluster < clusters.count; cluster++) {
    search(features, members(cluster), queries(cluster), best);
    options.onProgress?.((cluster + 1) / clusters.count);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { k, rows: best.rows, cosines: best.scores };
}

/** Rows that name a cluster among their first `places` nearest, by cluster. */
function rowsBy(nearest: Uint16Array, probes: number, places: number, count: number, rows: number) {
  const starts = new Int32Array(count + 1);
  const each = (visit: (row: number, cluster: number) => void) => {
    for (let row = 0; row < rows; row++) {
      for (let place = 0; place < places; place++) visit(row, nearest[row * probes + place] as number);
    }
  };
  each((_, cluster) => {
    starts[cluster + 1] = (starts[cluster + 1] as number) + 1;
  });
  for (let cluster = 0; cluster < count; cluster++) {
    starts[cluster + 1] = (starts[cluster + 1] as number) + (starts[cluster] as number);
  }
  const list = new Int32Array(rows * places);
  const next = starts.slice();
  each((row, cluster) => {
    list[next[cluster] as number] = row;
    next[cluster] = (next[cluster] as number) + 1;
  });
  return (cluster: number) => list.subarray(starts[cluster], starts[cluster + 1]);
}

function search(features: SparseFeatures, members: Int32Array, queries: Int32Array, best: Best): void {
  const { starts, dimensions, values } = features;
  const postings = postingsOf(features, members);
  const scores = new Float32Array(members.length);
  for (const query of queries) {
    scores.fill(0);
    for (let i = starts[query] as number; i < (starts[query + 1] as number); i++) {
      const dimension = dimensions[i] as number;
      const value = values[i] as number;
      const end = postings.starts[dimension + 1] as number;
      for (let p = postings.starts[dimension] as number; p < end; p++) {
        const member = postings.members[p] as number;
        scores[member] = (scores[member] as number) + value * (postings.values[p] as number);
      }
    }
    let least = best.least(query);
    for (let member = 0; member < members.length; member++) {
      if ((scores[member] as number) <= least) continue;
      const row = members[member] as number;
      if (row !== query) least = best.add(query, row, scores[member] as number);
    }
  }
}

function postingsOf({ starts, dimensions, values }: SparseFeatures, members: Int32Array) {
  const dimensionStarts = new Int32Array(featureDimension + 1);
  const each = (visit: (member: number, entry: number) => void) => {
    members.forEach((row, member) => {
      for (let i = starts[row] as number; i < (starts[row + 1] as number); i++) visit(member, i);
    });
  };
  each((_, entry) => {
    const d = dimensions[entry] as number;
    dimensionStarts[d + 1] = (dimensionStarts[d + 1] as number) + 1;
  });
  for (let d = 0; d < featureDimension; d++) {
    dimensionStarts[d + 1] = (dimensionStarts[d + 1] as number) + (dimensionStarts[d] as number);
  }
  const total = dimensionStarts[featureDimension] as number;
  const postings = {
    starts: dimensionStarts,
    members: new Int32Array(total),
    values: new Float32Array(total),
  };
  const next = dimensionStarts.slice();
  each((member, entry) => {
    const d = dimensions[entry] as number;
    const place = next[d] as number;
    next[d] = place + 1;
    postings.members[place] = member;
    postings.values[place] = values[entry] as number;
  });
  return postings;
}

/** The k best of every row, kept sorted by insertion: k is small and most candidates fail at the door. */
class Best {
  readonly rows: Int32Array;
  readonly scores: Float32Array;
  readonly #k: number;

  constructor(rows: number, k: number) {
    this.#k = k;
    this.rows = new Int32Array(rows * k).fill(-1);
    this.scores = new Float32Array(rows * k);
  }

  /** Score a candidate has to exceed. */
  least(query: number): number {
    return this.scores[query * this.#k + this.#k - 1] as number;
  }

  add(query: number, row: number, score: number): number {
    const first = query * this.#k;
    let place = first + this.#k - 1;
    for (; place > first && score > (this.scores[place - 1] as number); place--) {
      this.scores[place] = this.scores[place - 1] as number;
      this.rows[place] = this.rows[place - 1] as number;
    }
    this.scores[place] = score;
    this.rows[place] = row;
    return this.least(query);
  }
}
