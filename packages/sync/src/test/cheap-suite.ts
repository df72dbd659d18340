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
  for (const part of parts) {
    const { length: size } = part;
    for (let i = 0; i < size; i += 4) {
      const word =
        (part[i] as number) |
        ((part[i + 1] ?? 0) << 8) |
        ((part[i + 2] ?? 0) << 16) |
        ((part[i + 3] ?? 0) << 24);
      a = Math.imul(a ^ word, 0x9e3779b1);
      a ^= a >>> 15;
      b = Math.imul((b << 5) ^ (b >>> 27) ^ word, 0x5bd1e995);
    }
    a = mix(a ^ part.length);
    b = mix(b + part.length + a);
  }
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i += 4) {
    a = mix(a + 0x9e3779b9);
    b = mix(b ^ a);
    for (let j = 0; j < 4 && i + j < length; j++) bytes[i + j] = (a ^ b) >>> (8 * j);
  }
  return bytes;
}

function mix(value: number): number {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}
