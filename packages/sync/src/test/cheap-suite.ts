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

/**
 * Four 32-bit lanes that run into each other, over all words of all parts and the parts' lengths; 64 bits of it are spread over as many
 * bytes as are wanted. Each step can be undone, so that nothing is lost before the last. Multipliers as in MurmurHash3 and xxHash.
 */
function hashOf(length: number, ...parts: readonly Uint8Array[]): Bytes {
  let a = 0x9e3779b9;
  let b = 0x85ebca6b;
  let c = 0x27d4eb2f;
  let d = 0x165667b1;
  const take = (w: number, x: number, y: number, z: number): void => {
    a = Math.imul(a ^ w, 0x9e3779b1);
    b = Math.imul(b ^ x, 0x85ebca77);
    c = Math.imul(c ^ y, 0xc2b2ae3d);
    d = Math.imul(d ^ z, 0x27d4eb2f);
    a ^= d >>> 15;
    b ^= a >>> 13;
    c ^= b >>> 16;
    d ^= c >>> 14;
  };
  for (const part of parts) {
    const words = wordsOf(part);
    const whole = words.length & ~3;
    for (let i = 0; i < whole; i += 4)
      take(words[i] as number, words[i + 1] as number, words[i + 2] as number, words[i + 3] as number);
    take(words[whole] ?? 0, words[whole + 1] ?? 0, words[whole + 2] ?? 0, part.length);
    const rest = part.length & ~3;
    if (rest < part.length) take(part[rest] ?? 0, part[rest + 1] ?? 0, part[rest + 2] ?? 0, 0);
  }
  for (let i = 0; i < 4; i++) take(i, i, i, i);
  a = mix(a ^ mix(c));
  b = mix(b ^ mix(d));
  const spread = new Int32Array(Math.ceil(length / 4));
  for (let i = 0; i < spread.length; i++) {
    a = mix(a + 0x9e3779b9);
    b = mix(b ^ a);
    spread[i] = a ^ b;
  }
  return new Uint8Array(spread.buffer, 0, length);
}

/** The whole 32-bit words of some bytes; copied where they don't lie on a boundary. */
function wordsOf(bytes: Uint8Array): Int32Array {
  const whole = bytes.length >>> 2;
  if (bytes.byteOffset % 4 === 0) return new Int32Array(bytes.buffer, bytes.byteOffset, whole);
  return new Int32Array(bytes.slice(0, 4 * whole).buffer);
}

function mix(value: number): number {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}
