import type { Batch } from '@uwdata/flechette';
import { Type } from '@uwdata/flechette';
import type { CodedColumn } from './catalogue.ts';

/**
 * Views on the buffers of one Arrow batch. Each constructor checks everything that later reads rely on (types, lengths,
 * ascending offsets, codes within the dictionary), so that a damaged file is refused when it is opened and never later.
 */

// A byte order mark at the start of a title is a character of the title.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export class Damaged extends Error {}

export function must(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Damaged(what);
}

export class Rows {
  readonly length: number;
  readonly #validity: Uint8Array | undefined;

  constructor(batch: Batch<unknown>, length: number) {
    must(batch.length === length, 'columns of unequal lengths');
    this.length = length;
    const { validity } = batch;
    must(batch.nullCount === 0 || validity.length >= length / 8, 'a short validity bitmap');
    this.#validity = batch.nullCount === 0 ? undefined : validity;
  }

  has(row: number): boolean {
    if (row < 0 || row >= this.length || !Number.isInteger(row)) throw new RangeError(`no row ${row}`);
    return this.#validity === undefined || (((this.#validity[row >> 3] as number) >> (row & 7)) & 1) === 1;
  }
}

export class TextReader {
  readonly rows: Rows;
  readonly offsets: Int32Array;
  readonly bytes: Uint8Array;

  constructor(batch: Batch<unknown>, length: number) {
    must(batch.type.typeId === Type.Utf8, 'text that is not text');
    this.rows = new Rows(batch, length);
    this.bytes = batch.values as Uint8Array;
    this.offsets = checkedOffsets(batch, length, this.bytes.length);
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

  constructor(batch: Batch<unknown>, length: number) {
    const { type, values } = batch;
    must(type.typeId === Type.Int || type.typeId === Type.Float, 'numbers that are not numbers');
    must(!(values instanceof BigInt64Array || values instanceof BigUint64Array), 'numbers that are too wide');
    this.rows = new Rows(batch, length);
    must(values.length >= length, 'too few numbers');
    this.values = values;
  }

  at(row: number): number | undefined {
    return this.rows.has(row) ? this.values[row] : undefined;
  }
}

export class ListReader {
  readonly rows: Rows;
  readonly offsets: Int32Array;
  readonly entries: Batch<unknown>;
  readonly entryCount: number;

  constructor(batch: Batch<unknown>, length: number) {
    must(batch.type.typeId === Type.List, 'lists that are not lists');
    this.rows = new Rows(batch, length);
    this.entries = batch.children[0] as Batch<unknown>;
    this.entryCount = this.entries.length;
    this.offsets = checkedOffsets(batch, length, this.entryCount);
  }

  map<T>(row: number, entry: (index: number) => T): T[] {
    this.rows.has(row);
    const start = this.offsets[row] as number;
    return Array.from({ length: (this.offsets[row + 1] as number) - start }, (_, i) => entry(start + i));
  }
}

/** Dictionary codes, one or none an entry. */
export class CodedReader {
  readonly rows: Rows;
  readonly codes: CodedColumn['codes'];
  readonly words: TextReader;

  constructor(batch: Batch<unknown>, length: number) {
    must(batch.type.typeId === Type.Dictionary, 'words that are not coded');
    this.rows = new Rows(batch, length);
    const dictionary = (batch as unknown as { dictionary: { data: Batch<unknown>[]; length: number } })
      .dictionary;
    const codes = batch.values;
    must(
      codes instanceof Uint8Array || codes instanceof Uint16Array || codes instanceof Int32Array,
      'odd codes',
    );
    must(codes.length >= length, 'too few codes');
    this.codes = codes.subarray(0, length) as CodedColumn['codes'];
    const words = dictionary.data[0];
    must(dictionary.data.length === 1 && words !== undefined, 'a dictionary in pieces');
    this.words = new TextReader(words, dictionary.length);
    for (let i = 0; i < length; i++) {
      const code = this.codes[i] as number;
      must(code < dictionary.length && code >= 0 ? true : !this.rows.has(i), 'a code beyond its dictionary');
    }
  }

  at(entry: number): string | undefined {
    return this.rows.has(entry) ? this.words.decode(this.codes[entry] as number) : undefined;
  }
}

function checkedOffsets(batch: Batch<unknown>, length: number, end: number): Int32Array {
  const { offsets } = batch;
  must(offsets instanceof Int32Array && offsets.length > length, 'too few offsets');
  must(offsets[0] === 0 && (offsets[length] as number) <= end, 'offsets beyond their values');
  for (let i = 0; i < length; i++) {
    must((offsets[i] as number) <= (offsets[i + 1] as number), 'descending offsets');
  }
  return offsets.subarray(0, length + 1);
}
