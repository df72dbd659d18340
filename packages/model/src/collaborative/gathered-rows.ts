import type { SparseRows } from './sparse-rows.ts';

/** Adds `by` to the entry of the current row in `column`. */
export type Add = (column: number, by: number) => void;

/**
 * Rows of a square matrix, each gathered by `gather(row, add)` and cut to its `limit` heaviest entries (by absolute value);
 * columns ascend within a row. One dense row is all the room that gathering takes.
 */
export function gatheredRows(
  size: number,
  limit: number,
  gather: (row: number, add: Add) => void,
): SparseRows {
  const sums = new Float64Array(size);
  const isTouched = new Uint8Array(size);
  const starts = new Int32Array(size + 1);
  const columns: Int32Array[] = [];
  const values: Float32Array[] = [];
  let touched: number[] = [];
  const add: Add = (column, by) => {
    if (isTouched[column] === 0) {
      isTouched[column] = 1;
      touched.push(column);
    }
    sums[column] = (sums[column] as number) + by;
  };
  for (let row = 0; row < size; row++) {
    gather(row, add);
    if (touched.length > limit) {
      touched.sort((a, b) => Math.abs(sums[b] as number) - Math.abs(sums[a] as number) || a - b);
      for (const column of touched.splice(limit)) sums[column] = isTouched[column] = 0;
    }
    touched.sort((a, b) => a - b);
    columns.push(Int32Array.from(touched));
    values.push(Float32Array.from(touched, (column) => sums[column] as number));
    starts[row + 1] = (starts[row] as number) + touched.length;
    for (const column of touched) sums[column] = isTouched[column] = 0;
    touched = [];
  }
  return { starts, columns: joined(columns, Int32Array), values: joined(values, Float32Array) };
}

function joined<T extends Int32Array | Float32Array>(
  parts: readonly T[],
  Kind: new (length: number) => T,
): T {
  const all = new Kind(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
