import { CHUNK_WORDS, chunkBytes, type ChunkAdder } from './chunk-adder.ts';

/** For words of any width, 1 to 32 bits, in plain arithmetic. */
export function plainChunkAdder(bits: number): ChunkAdder {
  const sums = new Uint32Array(CHUNK_WORDS);
  // A word more, as the last one is read together with what is behind it.
  const aligned = new Uint32Array(chunkBytes(bits) / 4 + 1);
  const packed = new Uint8Array(aligned.buffer, 0, chunkBytes(bits));
  const mask = bits === 32 ? -1 : 2 ** bits - 1;
  const addTimes = (words: number, sign: 1 | -1) => {
    let at = 0;
    for (let i = 0; i < words; i += 1) {
      const shift = at & 31;
      const low = at >>> 5;
      // In two steps, as a shift by 32 is none. Whole numbers of 32 bits throughout: half as long again otherwise.
      const word = (aligned[low] >>> shift) | ((aligned[low + 1] << 1) << (31 - shift));
      sums[i] = (sums[i] + Math.imul(sign, word & mask)) | 0;
      at += bits;
    }
  };
  return {
    sums,
    packed,
    add: (words) => addTimes(words, 1),
    subtract: (words) => addTimes(words, -1),
  };
}
