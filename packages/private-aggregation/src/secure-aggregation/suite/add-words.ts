import type { Bytes } from '../bytes.ts';

/** Bytes of keystream made at once: stays in the processor's nearest cache. */
export const CHUNK = 16_384;

/**
 * `words[at + i] += sign * keystream[i]` modulo 2^32.
 * @param keystream little-endian words, as on every platform that has typed arrays in use.
 */
export function addWords(words: Uint32Array, at: number, keystream: Uint8Array, sign: 1 | -1): void {
  const aligned = keystream.byteOffset % 4 === 0 ? keystream : keystream.slice();
  const added = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length >>> 2);
  const part = words.subarray(at, at + added.length);
  if (sign === 1) {
    for (let i = 0; i < part.length; i += 1) {
      part[i] += added[i];
    }
  } else {
    for (let i = 0; i < part.length; i += 1) {
      part[i] -= added[i];
    }
  }
}

/** The zeros that a keystream is the encryption of, never written to. */
export const zeros: Bytes = new Uint8Array(CHUNK);
