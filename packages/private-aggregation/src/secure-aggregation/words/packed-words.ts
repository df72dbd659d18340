import { demand } from '../../refusal.ts';
import type { Bytes } from '../bytes.ts';

/**
 * Words of `bits` bits (1 to 32) on the wire: one after the other, least significant bit first, little-endian, the
 * last byte filled with zeros. 183,000 words of 20 bits are 457,500 bytes.
 */
export const packedBytes = (words: number, bits: number): number => Math.ceil((words * bits) / 8);

/** Largest word, also the mask that reduces modulo 2^bits. */
export const largestWord = (bits: number): number => (bits === 32 ? 0xffff_ffff : 2 ** bits - 1);

/** @param words of which the low `bits` are packed. */
export function packWords(words: Uint32Array, bits: number): Bytes {
  const packed = new Uint32Array(Math.ceil((words.length * bits) / 32) + 1);
  const mask = largestWord(bits) | 0;
  let open = 0;
  let filled = 0;
  let at = 0;
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] & mask;
    open |= word << filled;
    filled += bits;
    if (filled >= 32) {
      packed[at] = open;
      at += 1;
      filled -= 32;
      // In two steps, as a shift by 32 is none.
      open = (word >>> 1) >>> (bits - filled - 1);
    }
  }
  packed[at] = open;
  return new Uint8Array(packed.buffer, 0, packedBytes(words.length, bits));
}

export function checkPacked(bytes: Uint8Array, words: number, bits: number): void {
  demand(bytes.length === packedBytes(words, bits), 'malformed-message', 'report');
  const filled = (words * bits) & 7;
  demand(filled === 0 || bytes[bytes.length - 1] >> filled === 0, 'malformed-message', 'report');
}
