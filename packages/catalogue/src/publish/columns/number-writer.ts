import { type Batch, batchType, float64, int8, int16, int32, uint8, uint16, uint32 } from '@uwdata/flechette';
import type { ColumnWriter } from './column-writer.ts';
import { growingFloats } from './growing-array.ts';
import { validityOf } from './validity.ts';

/** Narrowest first; the first that holds every value of the column is taken, so that nothing is lost. */
const kinds = [
  { type: uint8, min: 0, max: 0xff, make: (n: number) => new Uint8Array(n) },
  { type: int8, min: -0x80, max: 0x7f, make: (n: number) => new Int8Array(n) },
  { type: uint16, min: 0, max: 0xffff, make: (n: number) => new Uint16Array(n) },
  { type: int16, min: -0x8000, max: 0x7fff, make: (n: number) => new Int16Array(n) },
  { type: uint32, min: 0, max: 0xffffffff, make: (n: number) => new Uint32Array(n) },
  { type: int32, min: -0x80000000, max: 0x7fffffff, make: (n: number) => new Int32Array(n) },
];

/** Collects one optional finite number a row; NaN stands for "absent" inside. */
export class NumberWriter implements ColumnWriter {
  readonly #values = growingFloats();

  get length(): number {
    return this.#values.length;
  }

  push(value: number | undefined): void {
    this.#values.push(value ?? Number.NaN);
  }

  at(row: number): number | undefined {
    const value = this.#values.at(row);
    return Number.isNaN(value) ? undefined : value;
  }

  batch(order: Int32Array): Batch<number> {
    const { type, values } = this.#narrowest(order.length);
    order.forEach((row, i) => {
      values[i] = this.at(row) ?? 0;
    });
    const present = validityOf(order.length, (i) => this.at(order[i] as number) !== undefined);
    return new (batchType(type))({ type, length: order.length, ...present, values });
  }

  #narrowest(length: number) {
    let min = 0;
    let max = 0;
    let whole = true;
    for (const value of this.#values.values) {
      if (Number.isNaN(value)) continue;
      min = Math.min(min, value);
      max = Math.max(max, value);
      whole &&= Number.isInteger(value);
    }
    const kind = whole ? kinds.find((k) => k.min <= min && max <= k.max) : undefined;
    return kind
      ? { type: kind.type(), values: kind.make(length) }
      : { type: float64(), values: new Float64Array(length) };
  }
}
