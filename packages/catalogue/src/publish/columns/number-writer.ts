import type { ColumnWriter, Part } from './column-writer.ts';
import { growingFloats } from './growing-array.ts';
import { narrow, presence } from './narrow.ts';

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

  parts(name: string, order: Int32Array): Part[] {
    return [
      [`${name}.values`, narrow(order.length, (i) => this.at(order[i] as number) ?? 0)],
      ...presence(name, order.length, (i) => this.at(order[i] as number) !== undefined),
    ];
  }
}
