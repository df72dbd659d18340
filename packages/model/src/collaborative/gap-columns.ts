/** Ascending columns of the rows of a sparse matrix as gaps of mostly one byte, a third of what they take as numbers. */
export interface GapColumns {
  /** Of each row the first column, then how many are left out before the next: seven bits a byte, the lowest first (LEB128). */
  readonly bytes: Uint8Array;
  /** Where every sixteenth row begins in `bytes`. */
  readonly places: Int32Array;
}

const stepBits = 4;
const step = 1 << stepBits;

/** Writes them row by row. */
export class GapWriter {
  readonly #places: Int32Array;
  #bytes: Uint8Array<ArrayBuffer>;
  #at = 0;
  #row = 0;

  /** `entries`: about how many columns there will be. */
  constructor(rows: number, entries: number) {
    this.#places = new Int32Array(Math.ceil(rows / step));
    this.#bytes = new Uint8Array(entries + (entries >> 1) + 16);
  }

  beginRow(): void {
    if (this.#row % step === 0) this.#places[this.#row >> stepBits] = this.#at;
    this.#row++;
  }

  /** 0..2^28 - 1. */
  add(gap: number): void {
    if (this.#at + 4 > this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length + (this.#bytes.length >> 2) + 4);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    let rest = gap;
    for (; rest >= 0x80; rest >>>= 7) this.#bytes[this.#at++] = (rest & 0x7f) | 0x80;
    this.#bytes[this.#at++] = rest;
  }

  columns(): GapColumns {
    return { bytes: this.#bytes.slice(0, this.#at), places: this.#places };
  }
}

/** `starts`: rows + 1; those of row `r` are `columns[starts[r]] .. columns[starts[r + 1] - 1]`. */
export function gapColumns(starts: Int32Array, columns: Int32Array): GapColumns {
  const rows = Math.max(0, starts.length - 1);
  const writer = new GapWriter(rows, columns.length);
  for (let row = 0; row < rows; row++) {
    writer.beginRow();
    let column = -1;
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at++) {
      writer.add((columns[at] as number) - column - 1);
      column = columns[at] as number;
    }
  }
  return writer.columns();
}

/** Writes the columns of a row into `into` from `at` on. `starts` are those of all rows. */
export function readColumns(
  { bytes, places }: GapColumns,
  starts: Int32Array,
  row: number,
  into: Int32Array,
  at: number,
): void {
  const start = starts[row] as number;
  let place = places[row >> stepBits] as number;
  for (let left = start - (starts[row & -step] as number); left > 0; place++)
    if ((bytes[place] as number) < 0x80) left--;
  let column = -1;
  const end = at + (starts[row + 1] as number) - start;
  for (let next = at; next < end; next++) {
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
