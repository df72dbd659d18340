import type { Bytes } from './bytes.ts';

/** Puts together a message: big-endian numbers, fixed and length-prefixed bytes. */
export class ByteWriter {
  #bytes: Bytes;
  #length = 0;

  /** @param expected bytes to be written, if it is known; more may come. */
  constructor(expected = 64) {
    this.#bytes = new Uint8Array(expected);
  }

  uint8(value: number): this {
    const at = this.#grow(1);
    this.#bytes[at] = value;
    return this;
  }

  uint16(value: number): this {
    const at = this.#grow(2);
    this.#bytes[at] = value >>> 8;
    this.#bytes[at + 1] = value;
    return this;
  }

  uint32(value: number): this {
    return this.uint16(value >>> 16).uint16(value);
  }

  /** As they are; the reader knows how many. */
  fixed(bytes: Uint8Array): this {
    const at = this.#grow(bytes.length);
    this.#bytes.set(bytes, at);
    return this;
  }

  /** At most 65,535 bytes, after their number. */
  prefixed(bytes: Uint8Array): this {
    return this.uint16(bytes.length).fixed(bytes);
  }

  /** A list of at most 65,535, after its length. */
  list<T>(values: readonly T[], write: (writer: this, value: T) => void): this {
    this.uint16(values.length);
    for (const value of values) {
      write(this, value);
    }
    return this;
  }

  /** What was written; nothing may be written any more. Other copies, which may hold secrets, are cleared. */
  bytes(): Bytes {
    if (this.#length === this.#bytes.length) {
      return this.#bytes;
    }
    const written = this.#bytes.slice(0, this.#length);
    this.#bytes.fill(0);
    return written;
  }

  #grow(by: number): number {
    const at = this.#length;
    this.#length += by;
    if (this.#length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#length, 2 * this.#bytes.length));
      larger.set(this.#bytes);
      this.#bytes.fill(0);
      this.#bytes = larger;
    }
    return at;
  }
}
