import { rankConstant, type RankedList } from './fuse.ts';
import { type FusionWeights, shared, strategyNames } from './fusion-weights.ts';

const rate = 0.3;
/** How far one person's weights may go from those that were learned before. */
const farthest = 4;

/**
 * Exponentiated gradient (Kivinen and Warmuth 1997): strategies that ranked high what the person turned to gain, and lose by what
 * they did not want. `liking` is -1..1; weights stay within a factor of 4 of `prior`.
 */
export function adaptWeights(
  weights: FusionWeights,
  prior: FusionWeights,
  lists: readonly RankedList[],
  row: number,
  liking: number,
): FusionWeights {
  const rewards = new Map(lists.map(({ name, rows }) => [name, reward(rows, row)]));
  const mean = strategyNames.reduce((sum, name) => sum + weights[name] * (rewards.get(name) ?? 0), 0);
  const start = shared(prior, () => true);
  const moved = { ...weights };
  for (const name of strategyNames) {
    const value = weights[name] * Math.exp(rate * liking * ((rewards.get(name) ?? 0) - mean));
    moved[name] = Math.min(farthest * start[name], Math.max(start[name] / farthest, value));
  }
  return shared(moved, () => true);
}

/** 1 for the first place, 0 for one that is not in the list. */
function reward(rows: Int32Array, row: number): number {
  const rank = rows.indexOf(row);
  return rank < 0 ? 0 : (rankConstant + 1) / (rankConstant + rank + 1);
}
