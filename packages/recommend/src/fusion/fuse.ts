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

/** Weighted reciprocal rank fusion. Made once a catalogue, for its memory; lists of it are independent of each other. */
export function fuser(rows: number): (lists: readonly RankedList[], weights: FusionWeights) => Fused {
  const sums = new Float64Array(rows);
  return (lists, weights) => {
    let size = 0;
    for (const list of lists) size += list.rows.length;
    const touched = new Int32Array(size);
    let used = 0;
    for (const { name, rows: ranked } of lists) {
      const weight = weights[name];
      if (!(weight > 0)) continue;
      for (let rank = 0; rank < ranked.length; rank += 1) {
        const row = ranked[rank];
        if (sums[row] === 0) {
          touched[used] = row;
          used += 1;
        }
        sums[row] += weight / (rankConstant + rank + 1);
      }
    }
    const best = touched.subarray(0, used).sort((left, right) => sums[right] - sums[left] || left - right);
    const scores = new Float64Array(used);
    for (let i = 0; i < used; i += 1) {
      scores[i] = sums[best[i]];
      sums[best[i]] = 0;
    }
    return { rows: best, scores };
  };
}
