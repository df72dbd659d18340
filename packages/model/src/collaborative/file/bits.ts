/** Numbers of any width after each other, the lowest bit first. */
export class BitWriter {
  #bytes = new Uint8Array(1024);
  #length = 0;
  #window = 0;
  #count = 0;

  /** `bits`: 0..24. */
  write(value: number, bits: number): void {
    if (this.#count + bits > 31) this.#flush();
    this.#window |= value << this.#count;
    this.#count += bits;
  }

  /** So many ones and a zero. */
  unary(ones: number): void {
    for (let left = ones; left > 0; left -= 24) this.write(2 ** Math.min(left, 24) - 1, Math.min(left, 24));
    this.write(0, 1);
  }

  /** All of it; what is missing of the last byte is zeros. */
  bytes(): Uint8Array<ArrayBuffer> {
    this.write(0, (8 - (this.#count & 7)) & 7);
    this.#flush();
    return this.#bytes.slice(0, this.#length);
  }

  #flush(): void {
    if (this.#length + 4 > this.#bytes.length) {
      const larger = new Uint8Array(2 * this.#bytes.length);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    for (; this.#count >= 8; this.#count -= 8, this.#window >>>= 8)
      this.#bytes[this.#length++] = this.#window & 0xff;
  }
}

/** Reads them back. Everything throws RangeError past the end. */
export class BitReader {
  readonly #bytes: Uint8Array;
  #at = 0;
  #window = 0;
  #count = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** `bits`: 0..24. */
  read(bits: number): number {
    if (this.#count < bits) this.#fill(bits);
    const value = this.#window & ((1 << bits) - 1);
    this.#window >>>= bits;
    this.#count -= bits;
    return value;
  }

  /** @throws RangeError at more than `most` ones */
  unary(most: number): number {
    let ones = 0;
    for (;;) {
      if (this.#count === 0) this.#fill(1);
      const zeros = ~this.#window;
      // The place of the lowest zero; there is one, for at most 31 bits are there.
      const place = 31 - Math.clz32(zeros & -zeros);
      if (place < this.#count) {
        this.#window = (this.#window >>> place) >>> 1;
        this.#count -= place + 1;
        if (ones + place > most) throw new RangeError('a number is too large');
        return ones + place;
      }
      ones += this.#count;
      this.#window = 0;
      this.#count = 0;
      if (ones > most) throw new RangeError('a number is too large');
    }
  }

  /** Nothing is left but what fills the last byte. */
  isDone(): boolean {
    return this.#at === this.#bytes.length && this.#count < 8 && this.#window === 0;
  }

  #fill(bits: number): void {
    while (this.#count <= 23 && this.#at < this.#bytes.length) {
      this.#window |= (this.#bytes[this.#at++] as number) << this.#count;
      this.#count += 8;
    }
    if (this.#count < bits) throw new RangeError('numbers end too early');
  }
}
