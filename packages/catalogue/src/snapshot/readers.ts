import type { ArrowFile, PartArray } from './arrow-file.ts';
import type { CodedColumn } from './catalogue.ts';
import { must } from './must.ts';
import { packText, type TextRows } from './packed/packed-text.ts';
import { type Lengths, RowStarts } from './packed/row-starts.ts';

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

  /** Every row has a value. */
  get isFull(): boolean {
    return this.#present === undefined;
  }

  has(row: number): boolean {
    if (row < 0 || row >= this.length || !Number.isInteger(row)) throw new RangeError(`no row ${row}`);
    return this.#present === undefined || (((this.#present[row >> 3] as number) >> (row & 7)) & 1) === 1;
  }
}

export class TextReader {
  readonly rows: Rows;
  /** Of the longest row. */
  readonly longest: number;
  readonly #lengths: Lengths;
  #text: TextRows;
  #bytes: Uint8Array | undefined;

  constructor(file: ArrowFile, name: string, length: number) {
    const bytes = file.part(`${name}.bytes`);
    must(bytes instanceof Uint8Array, `${name}.bytes is missing`);
    this.rows = new Rows(file, name, length);
    this.#lengths = lengthsOf(file, `${name}.lengths`, length);
    const starts = new RowStarts(this.#lengths, `${name}.lengths`);
    must(starts.end === bytes.length, `${name}.lengths do not add up`);
    this.longest = largest(this.#lengths);
    this.#bytes = bytes;
    this.#text = {
      length: (row) => starts.length(row),
      read(row) {
        const start = starts.at(row);
        return bytes.subarray(start, start + starts.length(row));
      },
    };
  }

  /** From now on in a third of the memory, read at some 20 ns a byte. Yields every few milliseconds; nothing changes before the end. */
  *pack(): Generator<void, void> {
    if (this.#bytes === undefined) return;
    this.#text = yield* packText(this.#bytes, this.#lengths);
    this.#bytes = undefined;
  }

  lengthAt(row: number): number {
    return this.#text.length(row);
  }

  at(row: number): string | undefined {
    return this.rows.has(row) ? this.decode(row) : undefined;
  }

  bytesAt(row: number): Uint8Array {
    return this.#text.read(row);
  }

  decode(row: number): string {
    return decoder.decode(this.bytesAt(row));
  }
}

export class NumberReader {
  readonly rows: Rows;
  /** Moments are kept in seconds where these say all. */
  readonly values: ArrayLike<number>;
  readonly #unit: number;

  constructor(file: ArrowFile, name: string, length: number) {
    const values = file.part(`${name}.values`);
    must(values?.length === length, `${name}.values is missing`);
    this.rows = new Rows(file, name, length);
    const inSeconds = file.isApart && values instanceof Float64Array && values.every(isWholeSecond);
    this.#unit = inSeconds ? second : 1;
    this.values = inSeconds ? Uint32Array.from(values, (value) => value / second) : values;
  }

  at(row: number): number | undefined {
    return this.rows.has(row) ? (this.values[row] as number) * this.#unit : undefined;
  }
}

/** Entries of row `r` are those from `starts.at(r)` to before `starts.at(r + 1)`. */
export class ListReader {
  readonly rows: Rows;
  readonly starts: RowStarts;
  readonly entryCount: number;

  constructor(file: ArrowFile, name: string, length: number) {
    this.rows = new Rows(file, `${name}.list`, length);
    this.starts = new RowStarts(lengthsOf(file, `${name}.counts`, length), `${name}.counts`);
    this.entryCount = this.starts.end;
  }

  map<T>(row: number, entry: (index: number) => T): T[] {
    this.rows.has(row);
    const start = this.starts.at(row);
    return Array.from({ length: this.starts.length(row) }, (_, i) => entry(start + i));
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

const second = 1_000;

function isWholeSecond(value: number): boolean {
  return value >= 0 && value % second === 0 && value / second <= 0xffffffff;
}

function lengthsOf(file: ArrowFile, name: string, length: number): Lengths {
  const lengths = file.part(name);
  must(lengths?.length === length && !(lengths instanceof Float64Array), `${name} is missing`);
  return lengths;
}

function largest(codes: ArrayLike<number>): number {
  let most = -1;
  for (let i = 0; i < codes.length; i++) if ((codes[i] as number) > most) most = codes[i] as number;
  return most;
}
