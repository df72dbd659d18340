import { lowDimensions } from '../space/item-space.ts';
import { addLow, alongMean, centredRow, cosineWith, lowColumn } from '../space/likeness.ts';
import { bestRows } from '../space/best-rows.ts';
import { levelsOf } from '../space/row-products.ts';
import { startingWeights } from '../fusion/fusion-weights.ts';
import { weightsLeft } from '../fusion/weights-left.ts';
import { fuse, type RankedList } from '../fusion/fuse.ts';
import type { Strategy } from '../strategies/strategy.ts';
import type { House } from './house.ts';

export interface SimilarTitle {
  readonly row: number;
  readonly item: string;
  /** Cosine of content features, -1..1. */
  readonly likeness: number;
}

const rescored = 400;

/** What a strategy knows without content (who watched one watched the other), fused with content itself. */
export function similarTitles(house: House, row: number, count: number): SimilarTitle[] {
  const { space, catalogue } = house;
  const vector = new Float32Array(lowDimensions);
  addLow(space, row, 1, vector);
  const column = lowColumn(space, levelsOf(vector));
  const others = new Uint8Array(catalogue.size).fill(1);
  others[row] = 0;
  const centred = centredRow(space, row);
  const along = alongMean(space, centred);
  const likeness = new Map<number, number>();
  const likenessOf = (other: number): number => {
    const known = likeness.get(other) ?? cosineWith(space, other, centred, along);
    likeness.set(other, known);
    return known;
  };
  const near = bestRows(column, others, rescored, 0)
    .sort((left, right) => likenessOf(right) - likenessOf(left) || left - right)
    .filter((other) => likenessOf(other) > 0);
  const lists: RankedList[] = [{ name: 'content', rows: near }];
  for (const strategy of house.strategies ?? []) {
    if (strategy.isAlikeForAll) continue;
    const rows = rowsBeside(strategy, row, others);
    if (rows !== undefined) lists.push({ name: strategy.name, rows });
  }
  const names = new Set<string>(lists.filter(({ rows }) => rows.length > 0).map(({ name }) => name));
  const weights = weightsLeft(house.fusion?.weights ?? startingWeights, (name) => names.has(name));
  return [...fuse(lists, weights.content > 0 ? weights : { ...weights, content: 1 }).rows]
    .slice(0, count)
    .map((other) => ({ row: other, item: catalogue.id(other), likeness: likenessOf(other) }));
}

/** Undefined for a strategy that fails: what is like a title can be said without it. */
function rowsBeside(strategy: Strategy, row: number, others: Uint8Array): Int32Array | undefined {
  try {
    const { rows, scores } = strategy.prepare([{ row, at: 0, weight: 1 }]).rank(others, { now: 0 });
    return scores.every(Number.isFinite) ? rows : undefined;
  } catch {
    return undefined;
  }
}
