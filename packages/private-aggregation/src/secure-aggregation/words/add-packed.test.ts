import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addChunks, addPacked } from './add-packed.ts';
import { chunkAdderFor } from './chunk-adder-for.ts';
import { CHUNK_WORDS, chunkBytes } from './chunk-adder.ts';
import { packWords } from './pack-words.ts';
import { largestWord } from './packed-words.ts';
import { reduceWords } from './unpack-words.ts';

const someWords = (bits: number, length: number, salt: number) =>
  Uint32Array.from({ length }, (_, i) => (Math.imul(i + salt, 0x9e3779b1) >>> 0) & largestWord(bits));

describe('adding packed words', () => {
  it('adds each modulo 2^bits, in as many chunks as it takes', () => {
    const lengths = fc.constantFrom(1, 7, 8, 9, 100, CHUNK_WORDS - 1, CHUNK_WORDS, CHUNK_WORDS + 1, 40_003);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 32 }), lengths, fc.nat(), (bits, length, salt) => {
        const [a, b] = [someWords(bits, length, salt), someWords(bits, length, salt + 3)];
        const sums = a.slice();
        addPacked(sums, packWords(b, bits), bits);
        reduceWords(sums, bits);
        expect(sums).toEqual(a.map((word, i) => (word + b[i]) & largestWord(bits)));
      }),
      { numRuns: 60 },
    );
  });

  it('adds what is of another chunk nowhere else, and takes away what it added', () => {
    for (const bits of [20, 32]) {
      const sums = new Uint32Array(2 * CHUNK_WORDS + 5);
      const bytes = packWords(someWords(bits, 5, 1), bits);
      addChunks(sums, 2, bits, [{ bytes, sign: 1 }]);
      expect(sums.subarray(0, 2 * CHUNK_WORDS).every((word) => word === 0)).toBe(true);
      expect(sums[2 * CHUNK_WORDS] & largestWord(bits)).toBe(someWords(bits, 5, 1)[0] | 0);
      addChunks(sums, 2, bits, [{ bytes, sign: -1 }]);
      expect(sums.every((word) => word === 0)).toBe(true);
    }
  });

  it('leaves no trace of a mask in the memory that it adds in', () => {
    for (const bits of [20, 32]) {
      const bytes = new Uint8Array(chunkBytes(bits)).fill(0xa5);
      addChunks(new Uint32Array(CHUNK_WORDS), 0, bits, [{ bytes, sign: -1 }]);
      const { sums, packed } = chunkAdderFor(bits);
      expect(sums.every((word) => word === 0) && packed.every((byte) => byte === 0)).toBe(true);
    }
  });

  it('of the wrong length, or not filled with zeros, refuses before anything is added', () => {
    const malformed = expect.objectContaining({ code: 'aggregation/malformed-message' });
    const sums = new Uint32Array(3);
    for (const bytes of [new Uint8Array(7), new Uint8Array(9), new Uint8Array(8).fill(255)]) {
      expect(() => addPacked(sums, bytes, 20)).toThrow(malformed);
    }
    expect(sums).toEqual(new Uint32Array(3));
  });
});
