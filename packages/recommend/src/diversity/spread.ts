import type { ItemSpace } from '../space/item-space.ts';
import { lowCosine } from '../space/likeness.ts';

/** Weights of relevance, of likeness to the nearest row in the list, and of mean likeness to the whole list. */
const relevanceWeight = 0.7;
const nearestWeight = 0.3;
const crowdWeight = 0.3;

/** Maximal marginal relevance over embeddings, of `rows` with their relevances (0..1, by index). */
export function spread(
  space: ItemSpace,
  rows: Int32Array | readonly number[],
  relevance: Float64Array,
  count: number,
): number[] {
  return spreadBy(relevance, count, (left, right) => lowCosine(space, rows[left], rows[right])).map(
    (index) => rows[index],
  );
}

/**
 * Maximal marginal relevance (Carbonell and Goldstein 1998): picks `count` indices one by one, each the best of what `relevance` (0..1)
 * says, less its likeness to the nearest one already picked and its mean likeness to all of them.
 */
export function spreadBy(
  relevance: Float64Array,
  count: number,
  likeness: (left: number, right: number) => number,
): number[] {
  const size = relevance.length;
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
    picked.push(best);
    if (picked.length === count) break;
    for (let i = 0; i < size; i += 1) {
      if (taken[i] === 1) continue;
      const cosine = likeness(best, i);
      if (cosine > nearest[i]) nearest[i] = cosine;
      sums[i] += cosine;
    }
  }
  return picked;
}
