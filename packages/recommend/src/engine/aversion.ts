import type { ItemSpace } from '../space/item-space.ts';
import { lowCosine } from '../space/likeness.ts';
import type { History } from '../strategies/strategy.ts';

/** The latest dislikes count. */
const dislikes = 60;
/** Cosines over which likeness to a disliked title turns from nothing to everything. */
const unlike = 0.15;
const alike = 0.6;
const strongest = 0.95;

/** 1 for a row that is like nothing the person dislikes, down to 0.05 for one of that kind: "not for me" counts at once. */
export function aversion(space: ItemSpace, history: History): (row: number) => number {
  const disliked = history.filter(({ weight }) => weight < 0).slice(-dislikes);
  const known = new Map<number, number>();
  return (row) => {
    if (disliked.length === 0) return 1;
    let factor = known.get(row);
    if (factor === undefined) {
      factor = 1;
      for (const one of disliked) {
        const likeness = (lowCosine(space, row, one.row) - unlike) / (alike - unlike);
        factor = Math.min(factor, 1 - strongest * -one.weight * Math.min(1, Math.max(0, likeness)));
      }
      known.set(row, factor);
    }
    return factor;
  };
}
