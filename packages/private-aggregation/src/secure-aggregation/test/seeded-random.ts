import type { Bytes } from '../bytes.ts';

/** A small generator for schedules: the same seed, the same schedule. Not for secrets. */
export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  }

  /** mulberry32: 32 uniform bits. */
  uint32(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  below(limit: number): number {
    return Math.floor((this.uint32() / 2 ** 32) * limit);
  }

  chance(probability: number): boolean {
    return this.uint32() < probability * 2 ** 32;
  }

  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)];
  }

  bytes(length: number): Bytes {
    const words = new Uint32Array(Math.ceil(length / 4));
    for (let i = 0; i < words.length; i += 1) {
      words[i] = this.uint32();
    }
    return new Uint8Array(words.buffer, 0, length).slice();
  }

  words(length: number, bits: number): Uint32Array<ArrayBuffer> {
    return Uint32Array.from({ length }, () => this.uint32() >>> (32 - bits));
  }
}
