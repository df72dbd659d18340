import type { ItemWeights } from '../collaborative-model.ts';

/** Adds to `scores` (one an item) the weights of each watched item's row, times its share. */
export function addWeights(
  { starts, columns, values, units }: ItemWeights,
  items: ArrayLike<number>,
  shares: ArrayLike<number>,
  scores: Float32Array,
): void {
  for (let i = 0; i < items.length; i++) {
    const item = items[i] as number;
    const by = (shares[i] as number) * (units[item] as number);
    if (by === 0) continue;
    const end = starts[item + 1] as number;
    for (let at = starts[item] as number; at < end; at++) {
      const column = columns[at] as number;
      scores[column] = (scores[column] as number) + by * (values[at] as number);
    }
  }
}

/** The weight by which `row` speaks for `column`, 0 if it was pruned. */
export function weightOf(
  { starts, columns, values, units }: ItemWeights,
  row: number,
  column: number,
): number {
  let low = starts[row] as number;
  let high = (starts[row + 1] as number) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = columns[middle] as number;
    if (found === column) return (values[middle] as number) * (units[row] as number);
    if (found < column) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
}
