import type { ColumnWriter, Part } from './column-writer.ts';
import { NumberWriter } from './number-writer.ts';
import { TextWriter } from './text-writer.ts';

/**
 * Ids that are a prefix and a number (`tt0114709`): a number column where every id of the catalogue is written in the
 * usual way, a text column otherwise. Numbers are a third smaller after brotli.
 */
export class NumericTextWriter implements ColumnWriter {
  readonly #numbers = new NumberWriter();
  readonly #text = new TextWriter();
  readonly #format: NumericTextFormat;
  #usual = true;

  constructor(format: NumericTextFormat) {
    this.#format = format;
  }

  get length(): number {
    return this.#text.length;
  }

  push(value: string | undefined): void {
    this.#text.push(value);
    const number = value === undefined ? undefined : this.#format.toNumber(value);
    this.#usual &&= value === undefined || (number !== undefined && this.#format.toText(number) === value);
    this.#numbers.push(this.#usual ? number : undefined);
  }

  parts(name: string, order: Int32Array): Part[] {
    return this.#usual ? this.#numbers.parts(name, order) : this.#text.parts(name, order);
  }
}

export interface NumericTextFormat {
  toNumber(text: string): number | undefined;
  toText(number: number): string;
}
