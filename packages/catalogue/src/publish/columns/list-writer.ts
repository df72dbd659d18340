import { type Batch, batchType, list } from '@uwdata/flechette';
import type { ColumnWriter } from './column-writer.ts';
import { growingInts } from './growing-array.ts';

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

  batch(order: Int32Array): Batch<unknown> {
    const offsets = new Int32Array(order.length + 1);
    order.forEach((row, i) => {
      offsets[i + 1] = (offsets[i] as number) + this.end(row) - this.start(row);
    });
    const entryOrder = new Int32Array(offsets[order.length] as number);
    order.forEach((row, i) => {
      const start = this.start(row);
      for (let k = start; k < this.end(row); k++) entryOrder[(offsets[i] as number) + k - start] = k;
    });
    const children = [this.entries.batch(entryOrder)];
    const type = list((children[0] as Batch<unknown>).type);
    return new (batchType(type))({
      type,
      length: order.length,
      nullCount: 0,
      validity: new Uint8Array(0),
      offsets,
      children,
    });
  }
}
