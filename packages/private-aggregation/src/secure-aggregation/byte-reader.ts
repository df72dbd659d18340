import { demand } from '../refusal.ts';
import type { Bytes } from './bytes.ts';

/**
 * Takes a message apart. Everything read is a copy unless its name says otherwise; nothing is read past the end, and nothing may be left over.
 * Every failure is ParlourError `aggregation/malformed-message`.
 */
export class ByteReader {
  readonly #bytes: Bytes;
  #at = 0;

  constructor(bytes: Bytes) {
    this.#bytes = bytes;
  }

  uint8(): number {
    return this.#bytes[this.#skip(1)];
  }

  uint16(): number {
    const at = this.#skip(2);
    return this.#bytes[at] * 256 + this.#bytes[at + 1];
  }

  uint32(): number {
    return this.uint16() * 65_536 + this.uint16();
  }

  fixed(length: number): Bytes {
    const at = this.#skip(length);
    return this.#bytes.slice(at, at + length);
  }

  /** No copy: for what is looked at before the message is gone, and not kept. */
  inPlace(length: number): Bytes {
    const at = this.#skip(length);
    return this.#bytes.subarray(at, at + length);
  }

  /** @param most bytes allowed. */
  prefixed(most: number): Bytes {
    return this.fixed(this.#length(most));
  }

  /** As `prefixed` and `inPlace`. */
  prefixedInPlace(most: number): Bytes {
    return this.inPlace(this.#length(most));
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

  /** As `rest` and `inPlace`. */
  restInPlace(): Bytes {
    return this.inPlace(this.#bytes.length - this.#at);
  }

  end(): void {
    demand(this.#at === this.#bytes.length, 'malformed-message', 'bytes left over');
  }

  #length(most: number): number {
    const length = this.uint16();
    demand(length <= most, 'malformed-message', 'length');
    return length;
  }

  #skip(length: number): number {
    const at = this.#at;
    demand(at + length <= this.#bytes.length, 'malformed-message', 'too short');
    this.#at += length;
    return at;
  }
}
