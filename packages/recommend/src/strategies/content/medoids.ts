/** Titles around which the others of a history gather. */
export interface Medoids {
  /** Indices of the medoids, the one that explains most first. */
  readonly centres: readonly number[];
  /** For each index, which of `centres` it belongs to; -1 for the one left out. */
  readonly assigned: Int8Array;
}

/** How they gather, with what makes it quick to tell how they would without one of them. */
export interface WholeMedoids extends Medoids {
  readonly rounds: readonly Round[];
}

/** One medoid is chosen. */
interface Round {
  /** What each index would add; -1 for those chosen before. */
  readonly gains: Float64Array;
  /** Likeness of each to the nearest of those chosen before. */
  readonly nearest: Float32Array;
  readonly chosen: number;
}

/** Points by their likeness to each other. */
export interface Points {
  /** Symmetric, `size * size`, of which the first `count` rows and columns count. */
  readonly similarity: Float32Array;
  readonly size: number;
  readonly count: number;
  readonly weights: Float32Array;
}

const most = 6;
/** Another medoid must explain so much more of the whole, as a share of what the first explains. */
const worthwhile = 0.12;
const refinements = 4;
/** More than rounding ever adds to a sum of some hundred gains. */
const rounding = 1e-9;

/**
 * k-medoids over a symmetric similarity: greedily the one that raises the weighted sum of each member's likeness to its nearest
 * medoid most (BUILD of Kaufman and Rousseeuw 1987), as long as it is worthwhile, then alternating assignment and centring (Park and
 * Jun 2009). Deterministic.
 */
export function medoids(points: Points): WholeMedoids {
  const rounds: Round[] = [];
  const grown = grow(points, -1, (round) => rounds.push(round));
  return { ...grown, rounds };
}

/**
 * The same for points without one of them, of which `whole` has the first. What a candidate gained there bounds what it gains
 * here, and gains only fall as medoids are added, so that few candidates need to be looked at (lazy greedy, Minoux 1978).
 */
export function medoidsWithout(points: Points, leftOut: number, whole: WholeMedoids): Medoids {
  return grow(points, leftOut, undefined, whole);
}

function grow(
  points: Points,
  leftOut: number,
  onRound?: (round: Round) => void,
  whole?: WholeMedoids,
): Medoids {
  const { similarity, size, count } = points;
  const nearest = new Float32Array(count);
  const counted = Float64Array.from(points.weights.subarray(0, count));
  if (leftOut >= 0) counted[leftOut] = 0;
  const gainOf = (candidate: number): number => {
    let gain = 0;
    for (let i = 0, at = candidate * size; i < count; i += 1, at += 1) {
      // Without a branch, of which neither outcome could be foreseen.
      gain += counted[i] * Math.max(0, similarity[at] - nearest[i]);
    }
    return gain;
  };
  /** At most what a candidate gains now; -1 for one that is none any more. */
  const bounds = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const gainedFor = new Int8Array(count).fill(-1);
  if (leftOut >= 0) bounds[leftOut] = -1;
  const centres: number[] = [];
  let isLikeWhole = whole !== undefined;
  let first = 0;
  while (centres.length < most) {
    const round = isLikeWhole ? whole?.rounds[centres.length] : undefined;
    if (round !== undefined) lower(bounds, points, leftOut, round, nearest);
    if (onRound !== undefined) {
      for (let i = 0; i < count; i += 1) if (bounds[i] >= 0) bounds[i] = gainOf(i);
      gainedFor.fill(centres.length);
    }
    let best = -1;
    for (;;) {
      best = highest(bounds);
      if (best < 0 || gainedFor[best] === centres.length) break;
      bounds[best] = gainOf(best);
      gainedFor[best] = centres.length;
    }
    onRound?.({ gains: bounds.slice(), nearest: nearest.slice(), chosen: best });
    if (best < 0 || (centres.length > 0 && bounds[best] < worthwhile * first)) break;
    if (centres.length === 0) first = bounds[best];
    centres.push(best);
    bounds[best] = -1;
    isLikeWhole &&= round?.chosen === best;
    for (let i = 0; i < count; i += 1) nearest[i] = Math.max(nearest[i], similarity[best * size + i]);
  }
  const assigned = assign(similarity, size, count, centres, leftOut);
  for (let step = 0; step < refinements; step += 1) {
    if (!recentre(similarity, size, points.weights, centres, assigned)) break;
    assigned.set(assign(similarity, size, count, centres, leftOut));
  }
  return { centres, assigned };
}

/** Bounds by what was gained with the same medoids before the one was left out and those beyond the whole's came in. */
function lower(
  bounds: Float64Array,
  { similarity, size, count, weights }: Points,
  leftOut: number,
  round: Round,
  nearest: Float32Array,
): void {
  const { gains } = round;
  for (let i = 0; i < gains.length; i += 1) {
    if (bounds[i] < 0) continue;
    const gone = weights[leftOut] * Math.max(0, similarity[i * size + leftOut] - round.nearest[leftOut]);
    let bound = gains[i] - gone + rounding;
    for (let other = gains.length; other < count; other += 1) {
      bound += weights[other] * Math.max(0, similarity[i * size + other] - nearest[other]);
    }
    bounds[i] = Math.min(bounds[i], bound);
  }
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
  const members = new Int32Array(assigned.length);
  for (let group = 0; group < centres.length; group += 1) {
    let count = 0;
    for (let i = 0; i < assigned.length; i += 1) {
      members[count] = i;
      count += assigned[i] === group ? 1 : 0;
    }
    let best = centres[group];
    let bestSum = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < count; at += 1) {
      const candidate = members[at];
      let sum = 0;
      for (let other = 0; other < count; other += 1) {
        sum += weights[members[other]] * similarity[candidate * size + members[other]];
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
