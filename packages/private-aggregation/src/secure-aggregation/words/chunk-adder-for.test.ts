import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { chunkAdderFor } from './chunk-adder-for.ts';
import { CHUNK_WORDS, chunkBytes } from './chunk-adder.ts';
import { largestWord } from './packed-words.ts';
import { plainChunkAdder } from './plain-chunk-adder.ts';
import { MOST_SIMD_BITS, simdChunkAdder } from './simd-chunk-adder.ts';
import { simdModule } from './simd-module.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

/** Word `i`, one bit at a time. */
function slowWord(packed: Uint8Array, i: number, bits: number): number {
  let word = 0;
  for (let bit = 0; bit < bits; bit += 1) {
    const at = i * bits + bit;
    word += ((packed[at >> 3] >> (at & 7)) & 1) * 2 ** bit;
  }
  return word;
}

afterEach(() => vi.unstubAllGlobals());

describe('an adder', () => {
  const widths = Array.from({ length: 32 }, (_, i) => i + 1);

  it.each(widths)('adds and takes away words of %i bits, on vectors as in plain arithmetic', (bits) => {
    const adders = [plainChunkAdder(bits), ...(bits <= MOST_SIMD_BITS ? [simdChunkAdder(bits)] : [])];
    fc.assert(
      fc.property(
        bytes(chunkBytes(bits)),
        fc.integer({ min: 1, max: CHUNK_WORDS }),
        fc.nat(0xffff_ffff),
        fc.boolean(),
        (packed, words, before, plus) => {
          for (const { sums, packed: place, add, subtract } of adders) {
            sums.fill(before);
            place.set(packed);
            (plus ? add : subtract)(words);
            for (const i of [0, 1, 2, 3, 4, 5, 6, 7, words >> 1, words - 2, words - 1]) {
              if (i >= 0 && i < words) {
                const word = slowWord(packed, i, bits);
                const sum = plus ? before + word : before - word;
                expect((sums[i] & largestWord(bits)) >>> 0).toBe((sum & largestWord(bits)) >>> 0);
              }
            }
          }
        },
      ),
      { numRuns: 5 },
    );
  });

  it.each(widths)('packs the low bits of sums into words of %i bits, on either way', (bits) => {
    const adders = [plainChunkAdder(bits), ...(bits <= MOST_SIMD_BITS ? [simdChunkAdder(bits)] : [])];
    fc.assert(
      fc.property(fc.nat(0xffff_ffff), fc.integer({ min: 1, max: CHUNK_WORDS / 8 }), (salt, eights) => {
        const words = 8 * eights;
        for (const { sums, packed, pack } of adders) {
          sums.set(sums.map((_, i) => Math.imul(i ^ salt, 0x9e3779b1)));
          pack(words);
          for (const i of [0, 1, 2, 3, 4, 5, 6, 7, words >> 1, words - 2, words - 1]) {
            expect(slowWord(packed, i, bits)).toBe((sums[i] & largestWord(bits)) >>> 0);
          }
        }
      }),
      { numRuns: 5 },
    );
  });

  it('gives the same for all of a chunk, however it adds', () => {
    for (const bits of [1, 8, 13, 20, 25]) {
      const [plain, vectors] = [plainChunkAdder(bits), simdChunkAdder(bits)];
      for (const { packed, add, subtract } of [plain, vectors]) {
        packed.set(Uint8Array.from({ length: packed.length }, (_, i) => Math.imul(i, 0x9e3779b1) >>> 13));
        add(CHUNK_WORDS);
        add(CHUNK_WORDS);
        subtract(CHUNK_WORDS - 8);
      }
      const low = (sums: Uint32Array) => sums.map((sum) => sum & largestWord(bits));
      expect(low(vectors.sums)).toEqual(low(plain.sums));
      plain.pack(CHUNK_WORDS);
      vectors.pack(CHUNK_WORDS);
      expect(vectors.packed).toEqual(plain.packed);
    }
  });

  it('is a module that engines take, of a few hundred bytes', () => {
    for (let bits = 1; bits <= MOST_SIMD_BITS; bits += 1) {
      const module = simdModule(bits, 65_536, 65_536 + chunkBytes(bits));
      expect(WebAssembly.validate(module)).toBe(true);
      expect(module.length).toBeLessThan(800);
    }
  });

  it('does without WebAssembly where there is none', () => {
    vi.stubGlobal('WebAssembly', undefined);
    const { sums, packed, add } = chunkAdderFor(3);
    expect(sums.buffer.byteLength).toBe(4 * CHUNK_WORDS);
    packed[0] = 0b101;
    add(1);
    expect(sums[0]).toBe(5);
  });

  it('is made once for each width', () => {
    expect(chunkAdderFor(20)).toBe(chunkAdderFor(20));
    expect(chunkAdderFor(30)).toBe(chunkAdderFor(30));
  });
});
