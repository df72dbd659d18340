import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addPacked, largestWord, packedBytes, packWords, unpackWords } from './packed-words.ts';

const bitsAndWords = fc.integer({ min: 1, max: 32 }).chain((bits) =>
  fc.record({
    bits: fc.constant(bits),
    words: fc
      .array(fc.integer({ min: 0, max: largestWord(bits) }), { maxLength: 70 })
      .map((words) => Uint32Array.from(words)),
  }),
);

/** The format, one bit at a time. */
function slowPack(words: Uint32Array, bits: number): Uint8Array {
  const packed = new Uint8Array(packedBytes(words.length, bits));
  words.forEach((word, i) => {
    for (let bit = 0; bit < bits; bit += 1) {
      const at = i * bits + bit;
      packed[at >> 3] |= ((word >>> bit) & 1) << (at & 7);
    }
  });
  return packed;
}

describe('packed words', () => {
  it('are laid out bit after bit', () => {
    fc.assert(
      fc.property(bitsAndWords, ({ bits, words }) => {
        expect(packWords(words, bits)).toEqual(slowPack(words, bits));
      }),
    );
  });

  it('come back', () => {
    fc.assert(
      fc.property(bitsAndWords, ({ bits, words }) => {
        expect(unpackWords(packWords(words, bits), words.length, bits)).toEqual(words);
      }),
    );
  });

  it('of 20 bits, the usual, come back as all others do', () => {
    const words = fc.array(fc.integer({ min: 0, max: largestWord(20) }), { maxLength: 70 });
    fc.assert(
      fc.property(words, (some) => {
        const given = Uint32Array.from(some);
        const packed = packWords(given, 20);
        expect(packed).toEqual(slowPack(given, 20));
        expect(unpackWords(packed, given.length, 20)).toEqual(given);
      }),
    );
  });

  it('are added modulo 2^32', () => {
    const sum = Uint32Array.of(0xffff_ffff, 1);
    addPacked(sum, packWords(Uint32Array.of(2, 3), 20), 20);
    expect(sum).toEqual(Uint32Array.of(1, 4));
  });

  it('take 2.5 bytes a word at 20 bits, not 8', () => {
    expect(packWords(new Uint32Array(183_000), 20)).toHaveLength(457_500);
  });

  it('of the wrong length, or not filled with zeros, are refused before anything is added', () => {
    const malformed = expect.objectContaining({ code: 'aggregation/malformed-message' });
    const sum = new Uint32Array(3);
    for (const bytes of [new Uint8Array(7), new Uint8Array(9), new Uint8Array(8).fill(255)]) {
      expect(() => addPacked(sum, bytes, 20)).toThrow(malformed);
    }
    expect(sum).toEqual(new Uint32Array(3));
  });
});
