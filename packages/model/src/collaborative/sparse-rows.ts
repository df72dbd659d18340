/** A sparse matrix: entries of row `r` are `starts[r] .. starts[r + 1] - 1`, columns ascending within a row. */
export interface SparseRows {
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float32Array;
}

/** Rows of `[row, column, value]` entries. */
export function sparseRows(
  rows: number,
  entries: readonly (readonly [number, number, number])[],
): SparseRows {
  const sorted = entries.toSorted((left, right) => left[0] - right[0] || left[1] - right[1]);
  const starts = new Int32Array(rows + 1);
  for (const [row] of sorted) starts[row + 1] = (starts[row + 1] as number) + 1;
  for (let row = 0; row < rows; row++)
    starts[row + 1] = (starts[row + 1] as number) + (starts[row] as number);
  return {
    starts,
    columns: Int32Array.from(sorted, (entry) => entry[1]),
    values: Float32Array.from(sorted, (entry) => entry[2]),
  };
}
