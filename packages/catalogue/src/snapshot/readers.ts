import type { ArrowFile, PartArray } from './arrow-file.ts';
import type { CodedColumn } from './catalogue.ts';
import { must } from './must.ts';

/**
 * Views on the parts of a snapshot file. Each constructor checks everything that later reads rely on (lengths that add
 * up, codes within their words), so that a wrong file is refused when it is opened and never later.
 */

// A byte order mark at the start of a title is a character of the title.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Which rows there are, and which have a value. */
export class Rows {
  readonly length: number;
  readonly #present: PartArray | undefined;

  constructor(file: ArrowFile, name: string, length: number) {
    this.length = length;
    this.#present = file.part(`${name}.present`);
    must(this.#present === undefined || this.#present.length * 8 >= length, `${name}.present is cut short`);
  }

  has(row: number): boolean {
    if (row < 0 || row >= this.length || !Number.isInteger(row)) throw new RangeError(`no row ${row}`);
    return this.#present === undefined || (((this.#present[row >> 3] as number) >> (row & 7)) & 1) === 1;
  }
}

export class TextReader {
  readonly rows: Rows;
  /** Length rows + 1, ascending. */
  readonly offsets: Int32Array;
  readonly bytes: Uint8Array;

  constructor(file: ArrowFile, name: string, length: number) {
    const bytes = file.part(`${name}.bytes`);
    must(bytes instanceof Uint8Array, `${name}.bytes is missing`);
    this.rows = new Rows(file, name, length);
    this.bytes = bytes;
    this.offsets = offsetsOf(file, `${name}.lengths`, length);
    must(this.offsets[length] === bytes.length, `${name}.lengths do not add up`);
  }

  at(row: number): string | undefined {
    return this.rows.has(row) ? this.decode(row) : undefined;
  }

  bytesAt(row: number): Uint8Array {
    return this.bytes.subarray(this.offsets[row], this.offsets[row + 1]);
  }

  decode(row: number): string {
    return decoder.decode(this.bytesAt(row));
  }
}

export class NumberReader {
  readonly rows: Rows;
  readonly values: ArrayLike<number>;

  constructor(file: ArrowFile, name: string, length: number) {
    const values = file.part(`${name}.values`);
    must(values?.length === length, `${name}.values is missing`);
    this.rows = new Rows(file, name, length);
    this.values = values;
  }

  at(row: number): number | undefined {
    return this.rows.has(row) ? this.values[row] : undefined;
  }
}

/** Entries of row `r` are `offsets[r] .. offsets[r + 1] - 1`. */
export class ListReader {
  readonly rows: Rows;
  readonly offsets: Int32Array;
  readonly entryCount: number;

  constructor(file: ArrowFile, name: string, length: number) {
    this.rows = new Rows(file, `${name}.list`, length);
    this.offsets = offsetsOf(file, `${name}.counts`, length);
    this.entryCount = this.offsets[length] as number;
  }

  map<T>(row: number, entry: (index: number) => T): T[] {
    this.rows.has(row);
    const start = this.offsets[row] as number;
    return Array.from({ length: (this.offsets[row + 1] as number) - start }, (_, i) => entry(start + i));
  }
}

/** Codes of words, one or none an entry. */
export class CodedReader {
  readonly rows: Rows;
  readonly codes: CodedColumn['codes'];
  readonly words: TextReader;

  /** `words` where several columns share them. */
  constructor(file: ArrowFile, name: string, length: number, words?: TextReader) {
    const codes = file.part(`${name}.codes`);
    must(
      codes instanceof Uint8Array || codes instanceof Uint16Array || codes instanceof Uint32Array,
      `${name}.codes is missing`,
    );
    must(codes.length === length, `${name}.codes is cut short`);
    this.rows = new Rows(file, name, length);
    this.codes = codes;
    this.words = words ?? wordsOf(file, `${name}.words`);
    const size = this.words.rows.length;
    must(
      largest(codes) < size || codes.every((code, i) => code < size || !this.rows.has(i)),
      `${name} has a code of no word`,
    );
  }

  at(entry: number): string | undefined {
    return this.rows.has(entry) ? this.words.decode(this.codes[entry] as number) : undefined;
  }
}

export function wordsOf(file: ArrowFile, name: string): TextReader {
  return new TextReader(file, name, file.part(`${name}.lengths`)?.length ?? 0);
}

function offsetsOf(file: ArrowFile, name: string, length: number): Int32Array {
  const lengths = file.part(name);
  must(lengths?.length === length && !(lengths instanceof Float64Array), `${name} is missing`);
  const offsets = new Int32Array(length + 1);
  // Copied first, so that the loop meets one kind of array only: these sums are most of what opening costs.
  offsets.set(lengths, 1);
  let sum = 0;
  let signs = 0;
  for (let i = 1; i <= length; i++) {
    const one = offsets[i] as number;
    signs |= one;
    sum += one;
    offsets[i] = sum;
  }
  must(signs >= 0 && sum <= 0x7fffffff, `${name} is too much`);
  return offsets;
}

function largest(codes: CodedColumn['codes']): number {
  let most = -1;
  for (let i = 0; i < codes.length; i++) if ((codes[i] as number) > most) most = codes[i] as number;
  return most;
}
