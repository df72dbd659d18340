import { type Bytes, concat, equalBytes } from '../bytes.ts';
import type { CryptoSuite } from '../suite/crypto-suite.ts';

/**
 * NOT CRYPTOGRAPHY. A suite that has the shape and the algebra of one (agreements agree, signatures verify, tags
 * notice every change) and no security whatever: for running very many schedules of the state machines. It stands
 * in a test folder, and nothing outside test folders imports it.
 */
export const cheapTestSuite: CryptoSuite = {
  sha256: (data) => mix(data, 0),
  hkdf: (secret, salt, info, length) => expand(mix(concat(secret, salt, info), 1), length),
  x25519Public: (secret) => group(scalar(secret), 0x9e3779b1, 0x85ebca6b),
  x25519: (secret, publicKey) => {
    const [a, b] = new Uint32Array(publicKey.buffer, publicKey.byteOffset, 2);
    if (a === 0 && b === 0) {
      throw new Error('a key of low order');
    }
    return group(scalar(secret), a, b);
  },
  ed25519Public: (seed) => mix(seed, 3),
  sign: (seed, data) => signature(mix(seed, 3), data),
  verify: (publicKey, data, given) => equalBytes(given, signature(publicKey, data)),
  seal: (key, plaintext, boundTo) => {
    const sealed = exclusiveOr(plaintext, expand(key, plaintext.length));
    return concat(sealed, mix(concat(key, boundTo, sealed), 5).subarray(0, 16));
  },
  open: (key, sealed, boundTo) => {
    const body = sealed.slice(0, -16);
    const tag = mix(concat(key, boundTo, body), 5).subarray(0, 16);
    return equalBytes(tag, sealed.slice(-16)) ? exclusiveOr(body, expand(key, body.length)) : undefined;
  },
  keystream: (key, length) => expand(key, length),
  addKeystream: (key, words, sign) => {
    const next = generator(key);
    for (let i = 0; i < words.length; i += 1) {
      words[i] += sign * next();
    }
  },
};

/** A 256-bit hash that no accident collides; anybody could on purpose. */
function mix(data: Uint8Array, salt: number): Bytes {
  let a = 0x243f6a88 ^ salt;
  let b = 0x85a308d3 ^ data.length;
  let c = 0x13198a2e;
  let d = 0x03707344;
  for (let i = 0; i < data.length; i += 4) {
    const word = data[i] | (data[i + 1] << 8) | (data[i + 2] << 16) | (data[i + 3] << 24);
    a = Math.imul(a ^ word, 0x85ebca6b);
    b = Math.imul(b ^ a ^ (a >>> 15), 0xc2b2ae35);
    c = Math.imul(c ^ b ^ (b >>> 13), 0x27d4eb2f);
    d = Math.imul(d ^ c ^ (c >>> 16), 0x165667b1);
    a ^= d >>> 14;
  }
  const out = new Uint32Array(8);
  for (let i = 0; i < 8; i += 1) {
    a = Math.imul(a ^ (d >>> 15) ^ i, 0x2c1b3c6d);
    b = Math.imul(b ^ (a >>> 12), 0x297a2d39);
    c = Math.imul(c ^ (b >>> 15), 0x9e3779b1);
    d = Math.imul(d ^ (c >>> 13), 0x85ebca77);
    out[i] = a ^ b ^ c ^ d;
  }
  return new Uint8Array(out.buffer);
}

/** xoshiro128** seeded with a key. */
function generator(key: Uint8Array): () => number {
  let [a, b, c, d] = new Uint32Array(key.slice(0, 16).buffer);
  d |= 1;
  return () => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  };
}

function expand(key: Uint8Array, length: number): Bytes {
  const next = generator(key);
  const words = Uint32Array.from({ length: Math.ceil(length / 4) }, next);
  return new Uint8Array(words.buffer, 0, length).slice();
}

/** Multiplication by an odd number modulo 2^32, twice: commutes, as an agreement must, and hides nothing. */
function group([s, t]: readonly [number, number], a: number, b: number): Bytes {
  const words = new Uint32Array(8);
  words[0] = Math.imul(s, a);
  words[1] = Math.imul(t, b);
  return new Uint8Array(words.buffer);
}

function scalar(secret: Uint8Array): readonly [number, number] {
  const [s, t] = new Uint32Array(secret.slice(0, 8).buffer);
  return [s | 1, t | 1];
}

function signature(publicKey: Bytes, data: Bytes): Bytes {
  const half = mix(concat(publicKey, data), 7);
  return concat(half, half);
}

const exclusiveOr = (a: Uint8Array, b: Uint8Array): Bytes => Uint8Array.from(a, (byte, i) => byte ^ b[i]);
