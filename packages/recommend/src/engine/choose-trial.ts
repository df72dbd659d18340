import type { Hints } from './reasons-of-row.ts';

/** Titles of the history that are taken out for the reasons of one list. */
const most = 10;

/**
 * The titles of the history that could carry most of a whole list: each costs every strategy a look at the history without
 * it, so a list tries few, and these for all of its entries.
 */
export function chooseTrial(hints: Iterable<Hints>): Set<number> {
  const parts = new Map<number, number>();
  for (const { carriers } of hints) {
    for (const [row, part] of carriers) parts.set(row, (parts.get(row) ?? 0) + part);
  }
  const best = [...parts].sort((left, right) => right[1] - left[1] || left[0] - right[0]);
  return new Set(best.slice(0, most).map(([row]) => row));
}
