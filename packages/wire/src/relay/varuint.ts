/** Unsigned integers as lib0 and y-protocols write them: seven bits a byte, the lowest first. Up to 2^53 - 1. */
export function writeVaruint(bytes: number[], value: number): void {
  let rest = value;
  while (rest > 127) {
    bytes.push(128 | (rest % 128));
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}

/** Bytes that are read from the front. Whatever is not there, or is larger than a number can be, throws `RangeError`. */
export class ByteReader {
  readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  get isAtEnd(): boolean {
    return this.at === this.bytes.length;
  }

  byte(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw new RangeError('Bytes are missing.');
    this.at += 1;
    return byte;
  }

  varuint(): number {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (value > Number.MAX_SAFE_INTEGER) throw new RangeError('A number is too large.');
      if (byte < 128) return value;
      factor *= 128;
      if (factor > 2 ** 53) throw new RangeError('A number is too long.');
    }
  }

  /** A view, no copy. */
  take(length: number): Uint8Array {
    if (length > this.bytes.length - this.at) throw new RangeError('Bytes are missing.');
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  /** A view on bytes that come after their number. */
  varBytes(): Uint8Array {
    return this.take(this.varuint());
  }

  rest(): Uint8Array {
    return this.take(this.bytes.length - this.at);
  }
}
