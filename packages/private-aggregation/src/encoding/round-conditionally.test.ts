import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundedNorms } from '../accountant/rounded-norms.ts';
import { clip } from './clip.ts';
import { roundingBias } from './noise-floor.ts';
import { WordStream } from './random-words.ts';
import { roundConditionally } from './round-conditionally.ts';
import { seededWords } from './test/seeded-words.ts';

const vectorOf = (dimension: number, seed: number, length: number) =>
  clip(
    Float64Array.from(seededWords(seed)(dimension), (word) => (word / 2 ** 31 - 1) * 1e3),
    length,
  );

describe('roundConditionally', () => {
  it('keeps the bound of the accountant for every clipped vector', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 1, max: 5000 }),
        fc.nat(),
        (dimension, length, seed) => {
          const { l2 } = roundedNorms({ clip: 1, scale: length, dimension, beta: roundingBias });
          const vector = vectorOf(dimension, seed, length);
          const rounded = roundConditionally(vector, l2, new WordStream(seededWords(seed)));
          expect(Math.hypot(...rounded)).toBeLessThanOrEqual(l2);
          rounded.forEach((value, i) => expect(Math.abs(value - vector[i])).toBeLessThan(1));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('rounds up as often as the fraction says', () => {
    const words = new WordStream(seededWords(11));
    const vector = new Float64Array(100_000).fill(-2.3);
    const rounded = roundConditionally(vector, 1e9, words);
    const up = rounded.filter((value) => value === -2).length;
    expect(up + rounded.filter((value) => value === -3).length).toBe(100_000);
    // Five standard deviations of a binomial with p = 0.7.
    expect(Math.abs(up - 70_000)).toBeLessThan(5 * Math.sqrt(100_000 * 0.7 * 0.3));
  });

  it('leaves whole numbers alone', () => {
    const rounded = roundConditionally(Float64Array.of(-3, 0, 5), 10, new WordStream(seededWords(1)));
    expect([...rounded]).toEqual([-3, 0, 5]);
  });

  it('refuses a vector that was not clipped', () => {
    expect(() => roundConditionally(Float64Array.of(100), 10, new WordStream(seededWords(1)))).toThrow(
      RangeError,
    );
  });
});
