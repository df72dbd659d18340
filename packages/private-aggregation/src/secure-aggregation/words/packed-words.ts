import { demand } from '../../refusal.ts';

/**
 * Words of `bits` bits (1 to 32) on the wire: one after the other, least significant bit first, little-endian, the
 * last byte filled with zeros. 183,000 words of 20 bits are 457,500 bytes.
 */
export const packedBytes = (words: number, bits: number): number => Math.ceil((words * bits) / 8);

/** Largest word, also the mask that reduces modulo 2^bits. */
export const largestWord = (bits: number): number => (bits === 32 ? 0xffff_ffff : 2 ** bits - 1);

export function checkPacked(bytes: Uint8Array, words: number, bits: number): void {
  demand(bytes.length === packedBytes(words, bits), 'malformed-message', 'report');
  const filled = (words * bits) & 7;
  demand(filled === 0 || bytes[bytes.length - 1] >> filled === 0, 'malformed-message', 'report');
}
