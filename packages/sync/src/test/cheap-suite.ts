import { type Bytes, concat, equalBytes, owned, utf8 } from '../bytes.ts';
import { SIZES, type SyncSuite } from '../suite/sync-suite.ts';

/**
 * A suite that keeps nothing secret and can be forged by anybody, a hundred times as fast as the real one: for schedules in
 * which nobody forges anything. It does notice every byte that differs, as far as 64 bits of hash do.
 */
export const cheapSuite: SyncSuite = {
  sha256: (...parts) => hashOf(32, ...parts),
  derive: (secret, purpose, length) => hashOf(length, secret, utf8(purpose)),
  seal: (key, nonce, plain, boundTo) => concat(plain, hashOf(SIZES.tag, key, nonce, plain, boundTo)),
  open: (key, nonce, sealed, boundTo) => {
    if (sealed.length < SIZES.tag) return undefined;
    const plain = sealed.slice(0, -SIZES.tag);
    const tag = hashOf(SIZES.tag, key, nonce, plain, boundTo);
    return equalBytes(tag, sealed.subarray(-SIZES.tag)) ? owned(plain) : undefined;
  },
  signingPublic: (seed) => hashOf(32, seed, utf8('signing')),
  sign: (seed, data) => hashOf(64, hashOf(32, seed, utf8('signing')), data),
  verify: (publicKey, data, signature) => equalBytes(hashOf(64, publicKey, data), signature),
  kemPublic: (seed) => hashOf(SIZES.kemPublic, seed, utf8('kem')),
  encapsulate: (publicKey, randomness) => {
    const ciphertext = hashOf(SIZES.kemCiphertext, randomness);
    return { ciphertext, secret: hashOf(32, publicKey, ciphertext) };
  },
  decapsulate: (seed, ciphertext) => hashOf(32, hashOf(SIZES.kemPublic, seed, utf8('kem')), ciphertext),
};

/** Two 32-bit lanes over all bytes and the parts' lengths (as in MurmurHash3), spread over as many bytes as are wanted. */
function hashOf(length: number, ...parts: readonly Uint8Array[]): Bytes {
  let a = 0x9e3779b9;
  let b = 0x85ebca6b;
  const take = (word: number): void => {
    a = Math.imul(a ^ word, 0x9e3779b1);
    a ^= a >>> 15;
    b = Math.imul((b << 5) ^ (b >>> 27) ^ word, 0x5bd1e995);
  };
  for (const part of parts) {
    const whole = part.length & ~3;
    const words = new DataView(part.buffer, part.byteOffset, whole);
    for (let i = 0; i < whole; i += 4) take(words.getInt32(i, true));
    if (whole < part.length)
      take((part[whole] as number) | ((part[whole + 1] ?? 0) << 8) | ((part[whole + 2] ?? 0) << 16));
    a = mix(a ^ part.length);
    b = mix(b + part.length + a);
  }
  const spread = new Int32Array(Math.ceil(length / 4));
  for (let i = 0; i < spread.length; i++) {
    a = mix(a + 0x9e3779b9);
    b = mix(b ^ a);
    spread[i] = a ^ b;
  }
  return new Uint8Array(spread.buffer, 0, length);
}

function mix(value: number): number {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}
