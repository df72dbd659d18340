import { type SparseRows, sparseRows } from './sparse-rows.ts';

/**
 * Of a dense `size` x `size` matrix of item-item weights (rows speak for columns) the `keep` entries of each column that
 * carry most of it, an entry's share being |weight| x sqrt(how many watched the row's item).
 */
export function pruned(weights: Float32Array, counts: Int32Array, keep: number): SparseRows {
  const size = counts.length;
  const entries: [number, number, number][] = [];
  for (let column = 0; column < size; column++) {
    const share = (row: number) =>
      Math.abs(weights[row * size + column] as number) * Math.sqrt(counts[row] as number);
    const rows: number[] = [];
    for (let row = 0; row < size; row++) if (share(row) > 0) rows.push(row);
    rows.sort((left, right) => share(right) - share(left) || left - right);
    for (const row of rows.slice(0, keep))
      entries.push([row, column, weights[row * size + column] as number]);
  }
  return sparseRows(size, entries);
}
