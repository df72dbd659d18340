import { CHUNK_WORDS, chunkBytes, type ChunkAdder } from './chunk-adder.ts';
import { simdModule } from './simd-module.ts';

/** A word that starts at the last bit of a byte must end within four bytes. */
export const MOST_SIMD_BITS = 25;

/**
 * For words of 1 to `MOST_SIMD_BITS` bits, four at a time with WebAssembly's vector instructions.
 * @throws whatever the engine throws where it has no WebAssembly, or not its vectors.
 */
export function simdChunkAdder(bits: number): ChunkAdder {
  const module = new WebAssembly.Module(simdModule(bits, SUMS_BYTES, SUMS_BYTES + chunkBytes(bits)));
  const { memory, add, subtract, pack } = new WebAssembly.Instance(module).exports as unknown as Exports;
  return {
    sums: new Uint32Array(memory.buffer, 0, CHUNK_WORDS),
    packed: new Uint8Array(memory.buffer, SUMS_BYTES, chunkBytes(bits)),
    add: (words) => add((words + 7) >> 3),
    subtract: (words) => subtract((words + 7) >> 3),
    pack: (words) => pack(words >> 3),
  };
}

const SUMS_BYTES = 4 * CHUNK_WORDS;

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly add: (eights: number) => void;
  readonly subtract: (eights: number) => void;
  readonly pack: (eights: number) => void;
}
