import { demand } from '../refusal.ts';
import type { Bytes } from './bytes.ts';

/**
 * Words of `bits` bits (1 to 32) on the wire: one after the other, least significant bit first, little-endian, the
 * last byte filled with zeros. 183,000 words of 20 bits are 457,500 bytes.
 */
export const packedBytes = (words: number, bits: number): number => Math.ceil((words * bits) / 8);

/** Largest word, also the mask that reduces modulo 2^bits. */
export const largestWord = (bits: number): number => (bits === 32 ? 0xffff_ffff : 2 ** bits - 1);

/** @param words each below 2^bits. */
export function packWords(words: Uint32Array, bits: number): Bytes {
  const packed = new Uint32Array(Math.ceil((words.length * bits) / 32) + 1);
  let at = 0;
  for (let i = 0; i < words.length; i += 1) {
    const shift = at & 31;
    const low = at >>> 5;
    packed[low] |= words[i] << shift;
    if (shift + bits > 32) {
      packed[low + 1] = words[i] >>> (32 - shift);
    }
    at += bits;
  }
  return new Uint8Array(packed.buffer, 0, packedBytes(words.length, bits)).slice();
}

/**
 * `sum[i] += words[i]` modulo 2^32, straight from the wire: reduce modulo 2^bits once, at the end.
 * @throws ParlourError `aggregation/malformed-message`, before anything is added, for a wrong length or a last byte
 * not filled with zeros.
 */
export function addPacked(sum: Uint32Array, bytes: Uint8Array, bits: number): void {
  checkPacked(bytes, sum.length, bits);
  if (bits === 20) {
    return addPackedBy20(sum, bytes);
  }
  const packed = new Uint32Array(Math.ceil(bytes.length / 4) + 1);
  new Uint8Array(packed.buffer).set(bytes);
  const mask = largestWord(bits) | 0;
  let at = 0;
  for (let i = 0; i < sum.length; i += 1) {
    const shift = at & 31;
    const low = at >>> 5;
    // In two steps, as a shift by 32 is none. Whole numbers of 32 bits throughout: half as long again otherwise.
    const word = (packed[low] >>> shift) | ((packed[low + 1] << 1) << (31 - shift));
    sum[i] = (sum[i] + (word & mask)) | 0;
    at += bits;
  }
}

/** The same for the usual 20 bits, two words in five bytes: a third of the time. */
function addPackedBy20(sum: Uint32Array, bytes: Uint8Array): void {
  const even = sum.length & ~1;
  let at = 0;
  for (let i = 0; i < even; i += 2) {
    const both = bytes[at + 2];
    sum[i] = (sum[i] + (bytes[at] | (bytes[at + 1] << 8) | ((both & 15) << 16))) | 0;
    sum[i + 1] = (sum[i + 1] + ((both >> 4) | (bytes[at + 3] << 4) | (bytes[at + 4] << 12))) | 0;
    at += 5;
  }
  if (even < sum.length) {
    sum[even] += bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
  }
}

export function unpackWords(bytes: Uint8Array, words: number, bits: number): Uint32Array<ArrayBuffer> {
  const unpacked = new Uint32Array(words);
  addPacked(unpacked, bytes, bits);
  return unpacked;
}

export function checkPacked(bytes: Uint8Array, words: number, bits: number): void {
  demand(bytes.length === packedBytes(words, bits), 'malformed-message', 'report');
  const filled = (words * bits) & 7;
  demand(filled === 0 || bytes[bytes.length - 1] >> filled === 0, 'malformed-message', 'report');
}
