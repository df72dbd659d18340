import { ideograph, ignored, letterOf, separator } from './letters.ts';

const fnvOffset = 0x811c9dc5;
const fnvPrime = 0x01000193;

/**
 * Calls `token` with a 32-bit hash (FNV-1a over folded letters, mixed) of every word in UTF-8 `bytes[start..end)`:
 * letters and digits between anything else, at least two of them, an English plural's `s` dropped; in scripts without
 * spaces every pair of neighbouring characters. Works on bytes so that no string is ever made.
 */
export function tokenise(bytes: Uint8Array, start: number, end: number, token: (hash: number) => void): void {
  let hash = fnvOffset;
  let beforeLast = fnvOffset;
  let last = 0;
  let secondLast = 0;
  let length = 0;
  let previousIdeograph = 0;
  let i = start;
  while (i < end) {
    const lead = bytes[i] as number;
    const size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    const codePoint = lead < 0x80 ? lead : decode(bytes, i, size);
    i += size;
    const letter = letterOf(codePoint);
    if (letter > ideograph) {
      beforeLast = hash;
      hash = Math.imul(hash ^ letter, fnvPrime);
      secondLast = last;
      last = letter;
      length++;
      previousIdeograph = 0;
      continue;
    }
    if (letter === ignored) continue;
    if (length >= 2) token(endOfWord(hash, beforeLast, length, last, secondLast));
    hash = fnvOffset;
    last = 0;
    length = 0;
    if (letter === separator) {
      previousIdeograph = 0;
      continue;
    }
    if (previousIdeograph) token(mix(Math.imul(previousIdeograph, fnvPrime) ^ codePoint));
    previousIdeograph = codePoint;
  }
  if (length >= 2) token(endOfWord(hash, beforeLast, length, last, secondLast));
}

const letterS = 0x73;

function endOfWord(
  hash: number,
  beforeLast: number,
  length: number,
  last: number,
  secondLast: number,
): number {
  const isPlural = last === letterS && secondLast !== letterS && length > 3;
  return mix(isPlural ? beforeLast : hash);
}

/** Hash of a whole word of a dictionary, bytes as they are. */
export function hashWord(bytes: Uint8Array, seed: number): number {
  let hash = fnvOffset ^ seed;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, fnvPrime);
  return mix(hash);
}

/** Finaliser of MurmurHash3 (Appleby): every bit of the input reaches every bit of the output. */
export function mix(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function decode(bytes: Uint8Array, i: number, size: number): number {
  const b = (k: number) => (bytes[i + k] ?? 0) & 0x3f;
  const lead = bytes[i] as number;
  if (size === 2) return ((lead & 0x1f) << 6) | b(1);
  if (size === 3) return ((lead & 0x0f) << 12) | (b(1) << 6) | b(2);
  return ((lead & 0x07) << 18) | (b(1) << 12) | (b(2) << 6) | b(3);
}
