import type { FeatureMatrix } from '@parlour/catalogue';
import { rowsDot } from '@parlour/model';

/** Weights of relevance, of likeness to the nearest row in the list, and of mean likeness to the whole list. */
const relevanceWeight = 0.7;
const nearestWeight = 0.3;
const crowdWeight = 0.3;

/**
 * Maximal marginal relevance (Carbonell and Goldstein 1998): picks `count` rows one by one, each the best of what
 * `relevance` (0..1) says less its cosine with the nearest row already picked. Ten sequels do not make a list. The mean cosine
 * with all rows picked is taken off too: the nearest alone would let one taste fill the list once each is there.
 */
export function diversify(
  features: FeatureMatrix,
  rows: readonly number[],
  relevance: (row: number) => number,
  count: number,
): number[] {
  const nearest = new Float64Array(rows.length);
  const sums = new Float64Array(rows.length);
  const left = new Set(rows.keys());
  const picked: number[] = [];
  while (picked.length < count && left.size > 0) {
    let best = -1;
    let bestValue = Number.NEGATIVE_INFINITY;
    for (const index of left) {
      const crowd = (sums[index] ?? 0) / Math.max(1, picked.length);
      const value =
        relevanceWeight * relevance(rows[index] ?? 0) -
        nearestWeight * (nearest[index] ?? 0) -
        crowdWeight * crowd;
      if (value > bestValue) {
        best = index;
        bestValue = value;
      }
    }
    if (best < 0) break;
    left.delete(best);
    const row = rows[best] ?? 0;
    picked.push(row);
    for (const index of left) {
      const likeness = rowsDot(features, row, rows[index] ?? 0);
      nearest[index] = Math.max(nearest[index] ?? 0, likeness);
      sums[index] = (sums[index] ?? 0) + likeness;
    }
  }
  return picked;
}
