import type { FeatureMatrix } from '@parlour/catalogue';
import { rowsDot } from '@parlour/model';

/** Weight of relevance against likeness to what is already in the list. */
const relevanceShare = 0.7;

/**
 * Maximal marginal relevance (Carbonell and Goldstein 1998): picks `count` rows one by one, each the best of what
 * `relevance` (0..1) says less its cosine with the nearest row already picked. Ten sequels do not make a list.
 */
export function diversify(
  features: FeatureMatrix,
  rows: readonly number[],
  relevance: (row: number) => number,
  count: number,
): number[] {
  const nearest = new Float64Array(rows.length);
  const left = new Set(rows.keys());
  const picked: number[] = [];
  while (picked.length < count && left.size > 0) {
    let best = -1;
    let bestValue = Number.NEGATIVE_INFINITY;
    for (const index of left) {
      const value =
        relevanceShare * relevance(rows[index] ?? 0) - (1 - relevanceShare) * (nearest[index] ?? 0);
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
      nearest[index] = Math.max(nearest[index] ?? 0, rowsDot(features, row, rows[index] ?? 0));
    }
  }
  return picked;
}
