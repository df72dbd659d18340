import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { largestWord, packedBytes, packWords } from './packed-words.ts';
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

  it('take 2.5 bytes a word at 20 bits, not 8', () => {
    expect(packWords(new Uint32Array(183_000), 20)).toHaveLength(457_500);
  });
});
