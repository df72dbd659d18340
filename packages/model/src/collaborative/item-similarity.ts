import { countsOf, type Interactions } from './interactions.ts';
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
  const n = x.itemCount;
  const counts = countsOf(x);
  const together = coOccurrences(x);
  const entries: [number, number, number][] = [];
  together.forEach((others, item) => {
    const alike = Array.from(others, ([other, both]) => {
      const norms = Math.sqrt((counts[item] as number) * (counts[other] as number));
      return [other, both / (norms + options.shrinkage)] as const;
    });
    alike.sort((left, right) => right[1] - left[1] || left[0] - right[0]);
    for (const [other, value] of alike.slice(0, options.neighbours)) entries.push([other, item, value]);
  });
  return sparseRows(n, entries);
}

/** For each item, how many people watched both it and each other one. */
export function coOccurrences(x: Interactions): Map<number, number>[] {
  const all = Array.from({ length: x.itemCount }, () => new Map<number, number>());
  for (let person = 0; person < x.people; person++) {
    const items = x.items.subarray(x.starts[person], x.starts[person + 1]);
    for (const i of items) {
      const row = all[i];
      for (const j of items) if (i !== j) row?.set(j, (row.get(j) ?? 0) + 1);
    }
  }
  return all;
}
