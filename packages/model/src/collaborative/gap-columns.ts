import { encodeVarints } from './file/varints.ts';

/** Ascending columns of the rows of a sparse matrix as gaps of mostly one byte, a third of what they take as numbers. */
export interface GapColumns {
  /** Of each row the first column, then how many are left out before the next, as in `encodeVarints`. */
  readonly bytes: Uint8Array;
  /** Where each row begins in `bytes`. */
  readonly places: Int32Array;
}

/** `starts`: rows + 1; those of row `r` are `columns[starts[r]] .. columns[starts[r + 1] - 1]`. */
export function gapColumns(starts: Int32Array, columns: Int32Array): GapColumns {
  const bytes = encodeVarints(gapsOf(starts, columns));
  const places = new Int32Array(Math.max(0, starts.length - 1));
  for (let row = 0, at = 0; row < places.length; row++) {
    places[row] = at;
    for (let left = (starts[row + 1] as number) - (starts[row] as number); left > 0; at++)
      if ((bytes[at] as number) < 0x80) left--;
  }
  return { bytes, places };
}

function* gapsOf(starts: Int32Array, columns: Int32Array): Generator<number> {
  for (let row = 0; row + 1 < starts.length; row++) {
    let column = -1;
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at++) {
      yield (columns[at] as number) - column - 1;
      column = columns[at] as number;
    }
  }
}

/** Writes the `count` columns of a row into `into` from `at` on. */
export function readColumns(
  { bytes, places }: GapColumns,
  row: number,
  count: number,
  into: Int32Array,
  at: number,
): void {
  let place = places[row] as number;
  let column = -1;
  for (let next = at; next < at + count; next++) {
    let byte = bytes[place++] as number;
    let gap = byte & 0x7f;
    for (let shift = 7; byte >= 0x80; shift += 7) {
      byte = bytes[place++] as number;
      gap |= (byte & 0x7f) << shift;
    }
    column += gap + 1;
    into[next] = column;
  }
}
