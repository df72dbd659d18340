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
  const pack = (words: number) => {
    let open = 0;
    let filled = 0;
    let at = 0;
    for (let i = 0; i < words; i += 1) {
      const word = sums[i] & mask;
      open |= word << filled;
      filled += bits;
      if (filled >= 32) {
        aligned[at] = open;
        at += 1;
        filled -= 32;
        open = (word >>> 1) >>> (bits - filled - 1);
      }
    }
    aligned[at] = open;
  };
  return {
    sums,
    packed,
    add: (words) => addTimes(words, 1),
    subtract: (words) => addTimes(words, -1),
    pack,
  };
}
