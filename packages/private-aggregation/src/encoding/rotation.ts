import { walshHadamard } from './walsh-hadamard.ts';

/** Blocks of at most this many coordinates. */
const largestBlock = 4096;

/**
 * A public random rotation: random signs, then a Walsh-Hadamard transform, block by block, so that no coordinate of a report
 * is much larger than the others whatever the vector was.
 *
 * Blocks are the largest power of two <= min(4,096, dimension). Where they don't divide the dimension, one more block over
 * the *last* coordinates, with signs of its own, overlaps the one before it: a product of two orthonormal maps is
 * orthonormal, so nothing is padded and no norm changes.
 *
 * Source: Suresh, Yu, Kumar & McMahan, "Distributed Mean Estimation with Limited Communication" (2017), section 3; as used
 * in Kairouz, Liu & Steinke (2021), section 4.
 */
export class Rotation {
  readonly dimension: number;
  readonly block: number;
  readonly #starts: readonly number[];
  readonly #signs: Uint8Array;

  /** @param signs public random bits, one for each coordinate of each block: `Rotation.signBytes(dimension)` bytes. */
  constructor(dimension: number, signs: Uint8Array) {
    if (!Number.isInteger(dimension) || dimension < 1)
      throw new RangeError('a rotation needs a dimension >= 1');
    if (signs.length !== Rotation.signBytes(dimension)) throw new RangeError('a rotation needs its signs');
    this.dimension = dimension;
    this.block = blockSize(dimension);
    this.#starts = blockStarts(dimension);
    this.#signs = signs;
  }

  static signBytes(dimension: number): number {
    return Math.ceil((blockStarts(dimension).length * blockSize(dimension)) / 8);
  }

  /** Rotates in place. */
  apply(vector: Float64Array): void {
    this.#starts.forEach((start, index) => {
      this.#flip(vector, start, index);
      walshHadamard(vector, start, this.block);
    });
  }

  /** Undoes `apply`, in place. */
  invert(vector: Float64Array): void {
    for (let index = this.#starts.length - 1; index >= 0; index--) {
      walshHadamard(vector, this.#starts[index], this.block);
      this.#flip(vector, this.#starts[index], index);
    }
  }

  #flip(vector: Float64Array, start: number, index: number): void {
    const first = index * this.block;
    for (let i = 0; i < this.block; i++) {
      const bit = first + i;
      if ((this.#signs[bit >>> 3] >>> (bit & 7)) & 1) vector[start + i] = -vector[start + i];
    }
  }
}

/** Coordinates of one block: the largest power of two <= min(4,096, dimension). */
export const blockSize = (dimension: number): number =>
  Math.min(largestBlock, 2 ** Math.floor(Math.log2(dimension)));

function blockStarts(dimension: number): number[] {
  const block = blockSize(dimension);
  const whole = Math.floor(dimension / block);
  const starts = Array.from({ length: whole }, (_, index) => index * block);
  return whole * block === dimension ? starts : [...starts, dimension - block];
}
