import {
  batchType,
  Column,
  type DictionaryType,
  dictionary,
  int32,
  uint8,
  uint16,
  utf8,
} from '@uwdata/flechette';
import { compareBytes } from '../../snapshot/coded-column.ts';

const encoder = new TextEncoder();

/** The distinct words of one or several columns. Codes are handed out in order of arrival and turned into ranks by `seal`. */
export class Vocabulary {
  readonly #arrival = new Map<string, number>();
  #sealed: Sealed | undefined;

  code(word: string): number {
    const wellFormed = word.toWellFormed();
    let code = this.#arrival.get(wellFormed);
    if (code === undefined) {
      code = this.#arrival.size;
      this.#arrival.set(wellFormed, code);
    }
    return code;
  }

  /**
   * Sorts the words by their UTF-8 bytes, so that equal sets of words have equal codes and a reader can look words up
   * by halving; measured against frequency and arrival order it is also the smallest after brotli.
   */
  seal(): Sealed {
    if (this.#sealed) return this.#sealed;
    const words = [...this.#arrival.keys()].map((word) => encoder.encode(word));
    const byBytes = Int32Array.from(words.keys()).sort((a, b) =>
      compareBytes(words[a] as Uint8Array, words[b] as Uint8Array),
    );
    const ranks = new Int32Array(words.length);
    byBytes.forEach((arrival, rank) => {
      ranks[arrival] = rank;
    });
    this.#sealed = { ranks, ...columnOf(Array.from(byBytes, (arrival) => words[arrival] as Uint8Array)) };
    return this.#sealed;
  }
}

export interface Sealed {
  /** Rank of the word with a given arrival code. */
  readonly ranks: Int32Array;
  readonly type: DictionaryType;
  readonly words: Column<string>;
  readonly makeCodes: (length: number) => Uint8Array | Uint16Array | Int32Array;
}

function columnOf(words: Uint8Array[]): Omit<Sealed, 'ranks'> {
  const offsets = new Int32Array(words.length + 1);
  words.forEach((word, i) => {
    offsets[i + 1] = (offsets[i] as number) + word.length;
  });
  const values = new Uint8Array(offsets[words.length] as number);
  words.forEach((word, i) => {
    values.set(word, offsets[i]);
  });
  const type = utf8();
  const batch = new (batchType(type))({
    type,
    length: words.length,
    nullCount: 0,
    validity: new Uint8Array(0),
    offsets,
    values,
  });
  const [index, makeCodes] =
    words.length <= 0x100
      ? [uint8(), (n: number) => new Uint8Array(n)]
      : words.length <= 0x10000
        ? [uint16(), (n: number) => new Uint16Array(n)]
        : [int32(), (n: number) => new Int32Array(n)];
  return { type: dictionary(type, index), words: new Column([batch]), makeCodes };
}
