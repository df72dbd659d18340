import type { ColumnWriter, Part } from './column-writer.ts';
import { growingInts } from './growing-array.ts';
import { narrow, presence } from './narrow.ts';
import { Vocabulary } from './vocabulary.ts';

/** Collects one optional word a row as a code of its own vocabulary, or of one that others share and somebody else writes. */
export class CodedWriter implements ColumnWriter {
  readonly #vocabulary: Vocabulary;
  readonly #isShared: boolean;
  readonly #codes = growingInts();

  constructor(shared?: Vocabulary) {
    this.#vocabulary = shared ?? new Vocabulary();
    this.#isShared = shared !== undefined;
  }

  get length(): number {
    return this.#codes.length;
  }

  push(word: string | undefined): void {
    this.#codes.push(word === undefined ? -1 : this.#vocabulary.code(word));
  }

  /** Rank of the row's word among all words of the vocabulary, -1 if it has none. */
  rank(row: number): number {
    const code = this.#codes.at(row);
    return code < 0 ? -1 : (this.#vocabulary.seal().ranks[code] as number);
  }

  parts(name: string, order: Int32Array): Part[] {
    return [
      [`${name}.codes`, narrow(order.length, (i) => Math.max(0, this.rank(order[i] as number)))],
      ...presence(name, order.length, (i) => this.rank(order[i] as number) >= 0),
      ...(this.#isShared ? [] : this.#vocabulary.parts(`${name}.words`)),
    ];
  }
}
