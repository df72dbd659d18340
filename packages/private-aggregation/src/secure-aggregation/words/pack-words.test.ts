import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkAdderFor } from './chunk-adder-for.ts';
import { CHUNK_WORDS } from './chunk-adder.ts';
import { packWords } from './pack-words.ts';
import { largestWord, packedBytes } from './packed-words.ts';
import { unpackWords } from './unpack-words.ts';

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

  it('hold the low bits of what is packed', () => {
    fc.assert(
      fc.property(bitsAndWords, fc.nat(0xffff), ({ bits, words }, above) => {
        const wide = words.map((word) => (bits === 32 ? word : word + above * 2 ** bits));
        expect(packWords(wide, bits)).toEqual(packWords(words, bits));
      }),
    );
  });

  it('are laid out so however many chunks they take, and leave no trace in the memory that they are packed in', () => {
    for (const bits of [7, 20, 25, 31]) {
      for (const length of [CHUNK_WORDS - 1, CHUNK_WORDS, CHUNK_WORDS + 1, 2 * CHUNK_WORDS + 11]) {
        const words = Uint32Array.from({ length }, (_, i) => Math.imul(i + 1, 0x9e3779b1));
        const packed = packWords(words, bits);
        expect(Buffer.from(packed).equals(slowPack(words, bits))).toBe(true);
      }
      const { sums, packed } = chunkAdderFor(bits);
      expect(sums.every((word) => word === 0) && packed.every((byte) => byte === 0)).toBe(true);
    }
  });

  it('take 2.5 bytes a word at 20 bits, not 8', () => {
    expect(packWords(new Uint32Array(183_000), 20)).toHaveLength(457_500);
  });
});
