import type { RankedList } from '../fusion/fuse.ts';
import type { FusionWeights } from '../fusion/fusion-weights.ts';
import { unknownTrust } from '../trust/trust.ts';

const fewTitles = 5;

/**
 * How well founded it is that the person likes a row, 0..1: 0.7 of somebody unknown; the more titles of theirs are known, the more
 * by how much of the fusion has the row in its lists.
 */
export function preferenceBy(
  lists: readonly RankedList[],
  weights: FusionWeights,
  titles: number,
): (row: number) => number {
  const agreeing = new Map<number, number>();
  for (const { name, rows } of lists) {
    for (const row of rows) agreeing.set(row, (agreeing.get(row) ?? 0) + weights[name]);
  }
  const known = titles / (titles + fewTitles);
  return (row) => unknownTrust + (0.55 + 0.45 * (agreeing.get(row) ?? 0) - unknownTrust) * known;
}
