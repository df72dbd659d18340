import { type Batch, batchType } from '@uwdata/flechette';
import type { ColumnWriter } from './column-writer.ts';
import { growingInts } from './growing-array.ts';
import { validityOf } from './validity.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Collects one optional word a row as a code of a vocabulary, which several columns may share. */
export class CodedWriter implements ColumnWriter {
  readonly #vocabulary: Vocabulary;
  readonly #codes = growingInts();

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
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

  batch(order: Int32Array): Batch<unknown> {
    const { type, words, makeCodes } = this.#vocabulary.seal();
    const values = makeCodes(order.length);
    order.forEach((row, i) => {
      values[i] = Math.max(0, this.rank(row));
    });
    const present = validityOf(order.length, (i) => this.rank(order[i] as number) >= 0);
    return new (batchType(type))({ type, length: order.length, ...present, values }).setDictionary(words);
  }
}
