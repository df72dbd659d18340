import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { norm } from './clip.ts';
import { Rotation } from './rotation.ts';
import { seededWords } from './test/seeded-words.ts';
import { walshHadamard } from './walsh-hadamard.ts';

const signs = (dimension: number, seed: number) =>
  new Uint8Array(seededWords(seed)(Rotation.signBytes(dimension)).map((word) => word & 255));

const gaussianish = (dimension: number, seed: number) =>
  Float64Array.from(seededWords(seed)(dimension), (word) => word / 2 ** 31 - 1);

describe('walshHadamard', () => {
  it('is the Hadamard matrix of Sylvester over sqrt(size)', () => {
    const size = 16;
    for (let column = 0; column < size; column++) {
      const unit = new Float64Array(size);
      unit[column] = 1;
      walshHadamard(unit, 0, size);
      for (let row = 0; row < size; row++) {
        let parity = 0;
        for (let bits = row & column; bits > 0; bits >>= 1) parity ^= bits & 1;
        expect(unit[row]).toBeCloseTo((parity === 1 ? -1 : 1) / 4, 12);
      }
    }
  });
});

describe('Rotation', () => {
  it('keeps norms, adds no padding, and is undone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9000 }), fc.nat(), (dimension, seed) => {
        const rotation = new Rotation(dimension, signs(dimension, seed));
        const vector = gaussianish(dimension, seed + 1);
        const rotated = vector.slice();
        rotation.apply(rotated);
        expect(rotated.length).toBe(dimension);
        expect(norm(rotated)).toBeCloseTo(norm(vector), 9);
        rotation.invert(rotated);
        for (let i = 0; i < dimension; i++) expect(rotated[i]).toBeCloseTo(vector[i], 9);
      }),
      { numRuns: 60 },
    );
  });

  it('spreads a single coordinate over its block', () => {
    const dimension = 10_000;
    const rotation = new Rotation(dimension, signs(dimension, 3));
    const vector = new Float64Array(dimension);
    vector[17] = 1;
    rotation.apply(vector);
    expect(Math.max(...vector.map(Math.abs))).toBeCloseTo(1 / 64, 12);
  });

  it('uses blocks of at most 4,096', () => {
    for (const [dimension, block] of [
      [1, 1],
      [1023, 512],
      [1024, 1024],
      [5000, 4096],
      [183_000, 4096],
    ]) {
      expect(new Rotation(dimension, signs(dimension, 1)).block).toBe(block);
    }
  });

  it('refuses signs of another length', () => {
    expect(() => new Rotation(10, new Uint8Array(1))).toThrow(RangeError);
    expect(() => new Rotation(0, new Uint8Array(0))).toThrow(RangeError);
  });
});
