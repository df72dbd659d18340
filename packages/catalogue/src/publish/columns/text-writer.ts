import { type Batch, batchType, utf8 } from '@uwdata/flechette';
import type { ColumnWriter } from './column-writer.ts';
import { growingBytes, growingInts } from './growing-array.ts';
import { validityOf } from './validity.ts';

const encoder = new TextEncoder();

/** Collects one optional string a row as UTF-8. Lone surrogates become U+FFFD: UTF-8 has no place for them. */
export class TextWriter implements ColumnWriter {
  readonly #bytes = growingBytes();
  /** Start of each row's bytes; -1 - start where the row has no value. */
  readonly #starts = growingInts();

  get length(): number {
    return this.#starts.length;
  }

  push(value: string | undefined): void {
    const start = this.#bytes.length;
    this.#starts.push(value === undefined ? -1 - start : start);
    if (value === undefined) return;
    const room = this.#bytes.reserve(value.length * 3);
    this.#bytes.advance(encoder.encodeInto(value, room).written);
  }

  /** A row's bytes, not copied; empty where absent. */
  bytes(row: number): Uint8Array {
    const end = row + 1 < this.#starts.length ? this.#start(row + 1) : this.#bytes.length;
    return this.#bytes.values.subarray(this.#start(row), end);
  }

  batch(order: Int32Array): Batch<string> {
    const type = utf8();
    const offsets = new Int32Array(order.length + 1);
    order.forEach((row, i) => {
      offsets[i + 1] = (offsets[i] as number) + this.bytes(row).length;
    });
    const values = new Uint8Array(offsets[order.length] as number);
    order.forEach((row, i) => {
      values.set(this.bytes(row), offsets[i]);
    });
    const present = validityOf(order.length, (i) => this.#starts.at(order[i] as number) >= 0);
    return new (batchType(type))({ type, length: order.length, ...present, offsets, values });
  }

  #start(row: number): number {
    const start = this.#starts.at(row);
    return start < 0 ? -1 - start : start;
  }
}
