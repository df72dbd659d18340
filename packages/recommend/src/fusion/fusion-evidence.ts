import type { StrategyName } from '../strategies/strategy.ts';
import { rankConstant, type RankedList } from './fuse.ts';

/** What one deed of the person says of the strategies whose lists the title was in. */
export interface FusionEvidence {
  /** Id of the event: what is taken back counts no longer. */
  readonly event: string;
  /** -1..1, the overview's event weights. */
  readonly liking: number;
  /** By strategy that made a list: 1 where the title came first in it, 0 where it was not in it. */
  readonly rewards: Readonly<Partial<Record<StrategyName, number>>>;
}

/** The latest that are kept: what somebody turned to years ago says little of what ranks well for them now. */
export const mostEvidence = 200;

/** Undefined where none of the lists has the row: then nobody suggested it. */
export function evidenceOf(
  event: string,
  liking: number,
  lists: readonly RankedList[],
  row: number,
): FusionEvidence | undefined {
  if (liking === 0 || !lists.some(({ rows }) => rows.includes(row))) return undefined;
  const rewards: Partial<Record<StrategyName, number>> = {};
  for (const { name, rows } of lists) rewards[name] = rewardOf(rows, row);
  return { event, liking: Math.max(-1, Math.min(1, liking)), rewards };
}

function rewardOf(rows: Int32Array, row: number): number {
  const rank = rows.indexOf(row);
  // Four digits are more than it says, and keep short.
  return rank < 0 ? 0 : Math.round((1e4 * (rankConstant + 1)) / (rankConstant + rank + 1)) / 1e4;
}
