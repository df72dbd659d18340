import type { StrategyName } from '../strategies/strategy.ts';
import type { FusionWeights } from './fusion-weights.ts';

/** Added to each rank, so that first places don't decide alone (Cormack, Clarke and Buettcher 2009). */
export const rankConstant = 60;

export interface RankedList {
  readonly name: StrategyName;
  /** Best first. */
  readonly rows: Int32Array;
}

export interface Fused {
  /** All rows of all lists, best first, of equal scores the lower row first. */
  readonly rows: Int32Array;
  /** Sum over the lists of weight / (60 + rank), ranks from 1. */
  readonly scores: Float64Array;
}

/** Weighted reciprocal rank fusion. */
export function fuse(lists: readonly RankedList[], weights: FusionWeights): Fused {
  const sums = new Map<number, number>();
  for (const { name, rows } of lists) {
    const weight = weights[name];
    if (!(weight > 0)) continue;
    for (let rank = 0; rank < rows.length; rank += 1) {
      const row = rows[rank];
      sums.set(row, (sums.get(row) ?? 0) + weight / (rankConstant + rank + 1));
    }
  }
  const best = [...sums].sort(([left, ofLeft], [right, ofRight]) => ofRight - ofLeft || left - right);
  return {
    rows: Int32Array.from(best, ([row]) => row),
    scores: Float64Array.from(best, ([, score]) => score),
  };
}
