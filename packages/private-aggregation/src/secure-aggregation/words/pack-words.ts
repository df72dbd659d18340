import type { Bytes } from '../bytes.ts';
import { packChunks } from './add-packed.ts';
import { CHUNK_WORDS } from './chunk-adder.ts';
import { packedBytes } from './packed-words.ts';

/** @param words of which the low `bits` are packed. */
export function packWords(words: Uint32Array, bits: number): Bytes {
  const packed = new Uint8Array(packedBytes(words.length, bits));
  for (let chunk = 0; chunk * CHUNK_WORDS < words.length; chunk += 1) {
    packChunks(packed, words, chunk, bits, []);
  }
  return packed;
}
