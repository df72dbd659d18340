/** Titles around which the others of a history gather. */
export interface Medoids {
  /** Indices of the medoids, the one that explains most first. */
  readonly centres: readonly number[];
  /** For each index, which of `centres` it belongs to; -1 for the one left out. */
  readonly assigned: Int8Array;
}

const most = 6;
/** Another medoid must explain so much more of the whole, as a share of what the first explains. */
const worthwhile = 0.12;
const refinements = 4;

/**
 * k-medoids over a symmetric similarity (`size * size`, of which the first `count` rows and columns count): greedily the
 * one that raises the weighted sum of each member's likeness to its nearest medoid most (BUILD of Kaufman and Rousseeuw 1987),
 * as long as it is worthwhile, then alternating assignment and centring (Park and Jun 2009). Gains only fall as medoids are added, so that most
 * candidates need not be looked at again (lazy greedy, Minoux 1978). Deterministic.
 */
export function medoids(
  similarity: Float32Array,
  size: number,
  count: number,
  weights: Float32Array,
  leftOut = -1,
): Medoids {
  const nearest = new Float32Array(count);
  const counted = Float64Array.from(weights.subarray(0, count));
  if (leftOut >= 0) counted[leftOut] = 0;
  const gainOf = (candidate: number): number => {
    let gain = 0;
    for (let i = 0, at = candidate * size; i < count; i += 1, at += 1) {
      const more = similarity[at] - nearest[i];
      if (more > 0) gain += counted[i] * more;
    }
    return gain;
  };
  /** At most what a candidate gains now; -1 for one that is none any more. */
  const bounds = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const gainedFor = new Int8Array(count).fill(-1);
  if (leftOut >= 0) bounds[leftOut] = -1;
  const centres: number[] = [];
  let first = 0;
  while (centres.length < most) {
    let best = -1;
    for (;;) {
      best = highest(bounds);
      if (best < 0 || gainedFor[best] === centres.length) break;
      bounds[best] = gainOf(best);
      gainedFor[best] = centres.length;
    }
    if (best < 0 || (centres.length > 0 && bounds[best] < worthwhile * first)) break;
    if (centres.length === 0) first = bounds[best];
    centres.push(best);
    bounds[best] = -1;
    for (let i = 0; i < count; i += 1) nearest[i] = Math.max(nearest[i], similarity[best * size + i]);
  }
  const assigned = assign(similarity, size, count, centres, leftOut);
  for (let round = 0; round < refinements; round += 1) {
    if (!recentre(similarity, size, weights, centres, assigned)) break;
    assigned.set(assign(similarity, size, count, centres, leftOut));
  }
  return { centres, assigned };
}

/** The first of the highest that are above 0, or -1. */
function highest(values: Float64Array): number {
  let best = -1;
  let value = 0;
  for (let i = 0; i < values.length; i += 1) {
    if (values[i] > value) {
      best = i;
      value = values[i];
    }
  }
  return best;
}

function assign(
  similarity: Float32Array,
  size: number,
  count: number,
  centres: readonly number[],
  leftOut: number,
): Int8Array {
  const assigned = new Int8Array(count).fill(-1);
  for (let i = 0; i < count; i += 1) {
    if (i === leftOut) continue;
    let best = Number.NEGATIVE_INFINITY;
    for (let group = 0; group < centres.length; group += 1) {
      const likeness = similarity[centres[group] * size + i];
      if (likeness > best) {
        best = likeness;
        assigned[i] = group;
      }
    }
  }
  return assigned;
}

/** Moves each medoid to the member that the others are most like; false if none moved. */
function recentre(
  similarity: Float32Array,
  size: number,
  weights: Float32Array,
  centres: number[],
  assigned: Int8Array,
): boolean {
  let moved = false;
  for (let group = 0; group < centres.length; group += 1) {
    let best = centres[group];
    let bestSum = Number.NEGATIVE_INFINITY;
    for (let candidate = 0; candidate < assigned.length; candidate += 1) {
      if (assigned[candidate] !== group) continue;
      let sum = 0;
      for (let i = 0; i < assigned.length; i += 1) {
        if (assigned[i] === group) sum += weights[i] * similarity[candidate * size + i];
      }
      if (sum > bestSum) {
        best = candidate;
        bestSum = sum;
      }
    }
    if (best !== centres[group]) moved = true;
    centres[group] = best;
  }
  return moved;
}
