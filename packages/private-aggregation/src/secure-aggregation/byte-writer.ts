import { type Bytes, uint32Bytes, concat } from './bytes.ts';

/** Puts together a message: big-endian numbers, fixed and length-prefixed bytes. */
export class ByteWriter {
  readonly #parts: Uint8Array[] = [];

  uint8(value: number): this {
    this.#parts.push(Uint8Array.of(value));
    return this;
  }

  uint16(value: number): this {
    this.#parts.push(Uint8Array.of(value >>> 8, value));
    return this;
  }

  uint32(value: number): this {
    this.#parts.push(uint32Bytes(value));
    return this;
  }

  /** As they are; the reader knows how many. */
  fixed(bytes: Uint8Array): this {
    this.#parts.push(bytes);
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

  bytes(): Bytes {
    return concat(...this.#parts);
  }
}
