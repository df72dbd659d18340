import type { History } from '../strategy.ts';

/** A title of the history, from all interactions with it. */
export interface WatchedTitle {
  readonly row: number;
  /** -1..1, not 0. */
  readonly weight: number;
}

/** Beyond these, what was watched long ago. */
const mostTitles = 1_000;

/**
 * What the person watched and of which an embedding is known, oldest first. A title counts as its heaviest interaction does; one
 * that was disliked later than liked is disliked.
 */
export function watchedTitles(history: History, isKnown: (row: number) => boolean): WatchedTitle[] {
  const weights = new Map<number, number>();
  for (let at = history.length - 1; at >= 0; at -= 1) {
    const { row, weight } = history[at];
    const known = weights.get(row);
    if (known === undefined) {
      if (weights.size >= mostTitles || !Number.isFinite(weight) || !isKnown(row)) continue;
      weights.set(row, weight);
    } else if (known >= 0 && weight > known) weights.set(row, weight);
  }
  return Array.from(weights, ([row, weight]) => ({ row, weight: Math.max(-1, Math.min(1, weight)) }))
    .filter(({ weight }) => weight !== 0)
    .reverse();
}
