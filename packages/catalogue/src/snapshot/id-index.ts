import type { Ids } from './ids.ts';

const empty = -1;

/** Rows by id: an open-addressing table over the ids' bytes, at most four fifths full, made in one pass when first asked. */
export class IdIndex {
  readonly #ids: Ids;
  readonly #slots: Int32Array;

  constructor(ids: Ids) {
    const { rows } = ids;
    this.#ids = ids;
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(rows * 1.25 + 2))).fill(empty);
    for (let row = 0; row < rows; row++) {
      let slot = this.#home(ids.bytes(row));
      while (this.#slots[slot] !== empty) slot = (slot + 1) & (this.#slots.length - 1);
      this.#slots[slot] = row;
    }
  }

  /** -1 if no row has the id. */
  rowOf(id: string): number {
    const wanted = new TextEncoder().encode(id);
    let slot = this.#home(wanted);
    for (;;) {
      const row = this.#slots[slot] as number;
      if (row === empty || this.#isId(row, wanted)) return row;
      slot = (slot + 1) & (this.#slots.length - 1);
    }
  }

  #isId(row: number, wanted: Uint8Array): boolean {
    const id = this.#ids.bytes(row);
    return id.length === wanted.length && wanted.every((byte, i) => id[i] === byte);
  }

  /** FNV-1a. */
  #home(bytes: Uint8Array): number {
    let hash = 0x811c9dc5;
    for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
    return (hash ^ (hash >>> 15)) & (this.#slots.length - 1);
  }
}
