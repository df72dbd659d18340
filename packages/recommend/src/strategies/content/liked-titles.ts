import type { ItemSpace } from '../../space/item-space.ts';
import type { History } from '../strategy.ts';

/** A title that the person likes, from all interactions with it. */
export interface LikedTitle {
  readonly row: number;
  /** 0..1 */
  readonly weight: number;
}

/**
 * What the person likes and of which something is known, latest first. A title counts as its heaviest interaction does; one that
 * was disliked later than liked is not liked.
 */
export function likedTitles(history: History, space: ItemSpace, atMost: number): LikedTitle[] {
  const weights = new Map<number, number>();
  for (let at = history.length - 1; at >= 0; at -= 1) {
    const { row, weight } = history[at];
    const known = weights.get(row);
    if (known === undefined) {
      if (!(space.inverseLengths[row] > 0)) continue;
      weights.set(row, weight);
    } else if (known > 0 && weight > known) weights.set(row, weight);
  }
  const liked: LikedTitle[] = [];
  for (const [row, weight] of weights) {
    if (weight > 0 && liked.length < atMost) liked.push({ row, weight: Math.min(1, weight) });
  }
  return liked;
}
