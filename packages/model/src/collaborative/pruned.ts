import { type SparseRows, sparseRows } from './sparse-rows.ts';

/**
 * Of a dense `size` x `size` matrix of item-item weights (rows speak for columns) the `keep` entries of each column that
 * carry most of it, an entry's share being |weight| x sqrt(how many watched the row's item). Read row by row, once.
 */
export function pruned(weights: Float32Array, counts: Int32Array, keep: number): SparseRows {
  const size = counts.length;
  const rows = new Int32Array(size * keep).fill(-1);
  const shares = new Float64Array(size * keep);
  /** Where the smallest of a column's kept entries is, and how much it carries. */
  const smallest = Int32Array.from({ length: size }, (_, column) => column * keep);
  const least = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    const root = Math.sqrt(counts[row] as number);
    for (let column = 0; column < size; column++) {
      const share = Math.abs(weights[row * size + column] as number) * root;
      if (!(share > (least[column] as number))) continue;
      const slot = smallest[column] as number;
      rows[slot] = row;
      shares[slot] = share;
      let at = column * keep;
      for (let other = at + 1; other < (column + 1) * keep; other++)
        if ((shares[other] as number) < (shares[at] as number)) at = other;
      smallest[column] = at;
      least[column] = shares[at] as number;
    }
  }
  const entries: [number, number, number][] = [];
  rows.forEach((row, slot) => {
    const column = Math.floor(slot / keep);
    if (row >= 0) entries.push([row, column, weights[row * size + column] as number]);
  });
  return sparseRows(size, entries);
}
