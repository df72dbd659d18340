import { addPacked } from './add-packed.ts';
import { largestWord } from './packed-words.ts';

/** The opposite of `packWords`. @throws ParlourError `aggregation/malformed-message`, as `addPacked`. */
export function unpackWords(bytes: Uint8Array, words: number, bits: number): Uint32Array<ArrayBuffer> {
  const unpacked = new Uint32Array(words);
  addPacked(unpacked, bytes, bits);
  reduceWords(unpacked, bits);
  return unpacked;
}

/** Modulo 2^bits. */
export function reduceWords(words: Uint32Array, bits: number): void {
  const largest = largestWord(bits);
  for (let i = 0; i < words.length; i += 1) {
    words[i] &= largest;
  }
}
