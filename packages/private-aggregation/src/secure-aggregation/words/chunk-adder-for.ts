import type { ChunkAdder } from './chunk-adder.ts';
import { plainChunkAdder } from './plain-chunk-adder.ts';
import { MOST_SIMD_BITS, simdChunkAdder } from './simd-chunk-adder.ts';

/**
 * The one adder for words of so many bits (1 to 32): with the processor's vector instructions, or without where words
 * are wide or WebAssembly is missing (an old browser, a policy that forbids it).
 */
export function chunkAdderFor(bits: number): ChunkAdder {
  const adder = adders.get(bits) ?? make(bits);
  adders.set(bits, adder);
  return adder;
}

const adders = new Map<number, ChunkAdder>();

function make(bits: number): ChunkAdder {
  if (bits > MOST_SIMD_BITS) {
    return plainChunkAdder(bits);
  }
  try {
    return simdChunkAdder(bits);
  } catch {
    return plainChunkAdder(bits);
  }
}
