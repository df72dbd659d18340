import type { ColumnWriter, Part } from './column-writer.ts';
import { growingBytes, growingInts } from './growing-array.ts';
import { narrow, presence } from './narrow.ts';

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

  parts(name: string, order: Int32Array): Part[] {
    const rows = Array.from(order, (row) => this.bytes(row));
    return [
      ...textParts(name, rows),
      ...presence(name, order.length, (i) => this.#starts.at(order[i] as number) >= 0),
    ];
  }

  #start(row: number): number {
    const start = this.#starts.at(row);
    return start < 0 ? -1 - start : start;
  }
}

/** All rows' bytes together, and how long each is. */
export function textParts(name: string, rows: Uint8Array[]): Part[] {
  const bytes = new Uint8Array(rows.reduce((sum, row) => sum + row.length, 0));
  let at = 0;
  for (const row of rows) {
    bytes.set(row, at);
    at += row.length;
  }
  return [
    [`${name}.bytes`, bytes],
    [`${name}.lengths`, narrow(rows.length, (i) => (rows[i] as Uint8Array).length)],
  ];
}
