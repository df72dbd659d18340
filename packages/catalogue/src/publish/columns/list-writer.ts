import type { ColumnWriter, Part } from './column-writer.ts';
import { growingInts } from './growing-array.ts';
import { narrow } from './narrow.ts';

/** Lists over a writer of entries: push the entries into `entries`, then end the row. */
export class ListWriter<W extends ColumnWriter> implements ColumnWriter {
  readonly entries: W;
  readonly #ends = growingInts();

  constructor(entries: W) {
    this.entries = entries;
  }

  get length(): number {
    return this.#ends.length;
  }

  endRow(): void {
    this.#ends.push(this.entries.length);
  }

  start(row: number): number {
    return row === 0 ? 0 : this.#ends.at(row - 1);
  }

  end(row: number): number {
    return this.#ends.at(row);
  }

  parts(name: string, order: Int32Array): Part[] {
    const entryOrder = new Int32Array(this.entries.length);
    let at = 0;
    for (const row of order) {
      for (let entry = this.start(row); entry < this.end(row); entry++) entryOrder[at++] = entry;
    }
    const counts = narrow(order.length, (i) => this.end(order[i] as number) - this.start(order[i] as number));
    return [[`${name}.counts`, counts], ...this.entries.parts(name, entryOrder)];
  }
}
