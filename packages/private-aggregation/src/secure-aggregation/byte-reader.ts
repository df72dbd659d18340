import { demand } from '../refusal.ts';
import type { Bytes } from './bytes.ts';

/**
 * Takes a message apart. Everything read is a copy; nothing is read past the end, and nothing may be left over.
 * Every failure is ParlourError `aggregation/malformed-message`.
 */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  uint8(): number {
    return this.#take(1)[0];
  }

  uint16(): number {
    const [high, low] = this.#take(2);
    return high * 256 + low;
  }

  uint32(): number {
    return this.uint16() * 65_536 + this.uint16();
  }

  fixed(length: number): Bytes {
    return new Uint8Array(this.#take(length));
  }

  /** @param most bytes allowed. */
  prefixed(most: number): Bytes {
    const length = this.uint16();
    demand(length <= most, 'malformed-message', 'length');
    return this.fixed(length);
  }

  list<T>(read: (reader: this) => T): T[] {
    const values: T[] = [];
    for (let left = this.uint16(); left > 0; left -= 1) {
      values.push(read(this));
    }
    return values;
  }

  rest(): Bytes {
    return this.fixed(this.#bytes.length - this.#at);
  }

  end(): void {
    demand(this.#at === this.#bytes.length, 'malformed-message', 'bytes left over');
  }

  #take(length: number): Uint8Array {
    demand(this.#at + length <= this.#bytes.length, 'malformed-message', 'too short');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }
}
