import type { ItemSpace } from '../space/item-space.ts';
import { lowCosine } from '../space/likeness.ts';

/** Weights of relevance, of likeness to the nearest row in the list, and of mean likeness to the whole list. */
const relevanceWeight = 0.7;
const nearestWeight = 0.3;
const crowdWeight = 0.3;

/**
 * Maximal marginal relevance (Carbonell and Goldstein 1998) over embeddings: picks `count` of `rows` one by one, each the best of
 * what `relevance` (0..1, by index) says, less its cosine with the nearest row already picked and its mean cosine with all of them.
 */
export function spread(
  space: ItemSpace,
  rows: Int32Array | readonly number[],
  relevance: Float64Array,
  count: number,
): number[] {
  const size = rows.length;
  const nearest = new Float64Array(size);
  const sums = new Float64Array(size);
  const taken = new Uint8Array(size);
  const picked: number[] = [];
  while (picked.length < Math.min(count, size)) {
    let best = -1;
    let bestValue = Number.NEGATIVE_INFINITY;
    const crowd = crowdWeight / Math.max(1, picked.length);
    for (let i = 0; i < size; i += 1) {
      if (taken[i] === 1) continue;
      const value = relevanceWeight * relevance[i] - nearestWeight * nearest[i] - crowd * sums[i];
      if (value > bestValue) {
        best = i;
        bestValue = value;
      }
    }
    if (best < 0) break;
    taken[best] = 1;
    picked.push(rows[best]);
    if (picked.length === count) break;
    for (let i = 0; i < size; i += 1) {
      if (taken[i] === 1) continue;
      const cosine = lowCosine(space, rows[best], rows[i]);
      if (cosine > nearest[i]) nearest[i] = cosine;
      sums[i] += cosine;
    }
  }
  return picked;
}
