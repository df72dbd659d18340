import { must } from '../must.ts';

/** Rows between two sums that are kept. */
const stepBits = 4;
const step = 1 << stepBits;

export type Lengths = Uint8Array | Uint16Array | Uint32Array | Int8Array | Int16Array | Int32Array;

/** Where rows begin whose lengths follow each other: one sum is kept for sixteen rows, a fourth of a byte a row beside the lengths. */
export class RowStarts {
  /** Of all rows. */
  readonly end: number;
  readonly #lengths: Lengths;
  readonly #sums: Int32Array;

  /** @throws Damaged if one is negative, or all are more than 2^31 - 1 */
  constructor(lengths: Lengths, what: string) {
    this.#lengths = lengths;
    this.#sums = new Int32Array((lengths.length >> stepBits) + 1);
    let sum = 0;
    let signs = 0;
    for (let row = 0; row < lengths.length; row++) {
      if ((row & (step - 1)) === 0) this.#sums[row >> stepBits] = sum;
      const one = lengths[row] as number;
      signs |= one;
      sum += one;
    }
    // A length of 2^31 and more shows as a sign too.
    must(signs >= 0 && sum <= 0x7fffffff, `${what} is too much`);
    if ((lengths.length & (step - 1)) === 0) this.#sums[lengths.length >> stepBits] = sum;
    this.end = sum;
  }

  /** From 0 to the number of rows, which gives the end of all. */
  at(row: number): number {
    let start = this.#sums[row >> stepBits] as number;
    for (let before = row & ~(step - 1); before < row; before++) start += this.#lengths[before] as number;
    return start;
  }

  length(row: number): number {
    return this.#lengths[row] as number;
  }

  /** Of every row and the end: rows + 1, ascending. */
  all(): Int32Array {
    const starts = new Int32Array(this.#lengths.length + 1);
    starts.set(this.#lengths, 1);
    let sum = 0;
    for (let row = 1; row < starts.length; row++) {
      sum += starts[row] as number;
      starts[row] = sum;
    }
    return starts;
  }
}
