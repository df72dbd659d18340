import { countsOf, type Interactions, peopleByItem } from './interactions.ts';
import { type SparseRows, sparseRows } from './sparse-rows.ts';

export interface SimilarityOptions {
  /** Neighbours kept for each item. */
  readonly neighbours: number;
  /** Added to the norms' product, so that items few people watched are not alike by chance. */
  readonly shrinkage: number;
}

/**
 * Cosine of items by who watched them, the nearest of each: item-based collaborative filtering (Sarwar et al. 2001;
 * shrinkage as in Bell & Koren 2007). Row i holds the items that have i among their neighbours, for scores as sums over
 * the history.
 */
export function trainItemSimilarity(x: Interactions, options: SimilarityOptions): SparseRows {
  const { starts, people } = peopleByItem(x);
  const counts = countsOf(x);
  const entries: [number, number, number][] = [];
  const both = new Int32Array(x.itemCount);
  for (let item = 0; item < x.itemCount; item++) {
    both.fill(0);
    for (const person of people.subarray(starts[item], starts[item + 1])) {
      const end = x.starts[person + 1] as number;
      for (let at = x.starts[person] as number; at < end; at++) {
        const other = x.items[at] as number;
        both[other] = (both[other] as number) + 1;
      }
    }
    both[item] = 0;
    const alike: [number, number][] = [];
    both.forEach((common, other) => {
      if (common === 0) return;
      const norms = Math.sqrt((counts[item] as number) * (counts[other] as number));
      alike.push([other, common / (norms + options.shrinkage)]);
    });
    alike.sort((left, right) => right[1] - left[1] || left[0] - right[0]);
    for (const [other, value] of alike.slice(0, options.neighbours)) entries.push([other, item, value]);
  }
  return sparseRows(x.itemCount, entries);
}
