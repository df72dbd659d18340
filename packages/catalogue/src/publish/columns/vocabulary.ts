import { compareBytes } from '../../snapshot/coded-column.ts';
import type { Part } from './column-writer.ts';
import { textParts } from './text-writer.ts';

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
    this.#sealed = { ranks, sorted: Array.from(byBytes, (arrival) => words[arrival] as Uint8Array) };
    return this.#sealed;
  }

  parts(name: string): Part[] {
    return textParts(name, this.seal().sorted);
  }
}

export interface Sealed {
  /** Rank of the word with a given arrival code. */
  readonly ranks: Int32Array;
  readonly sorted: Uint8Array[];
}
