import { type Bytes, concat, equalBytes } from '../bytes.ts';
import type { CryptoSuite } from '../suite/crypto-suite.ts';
import { CHUNK_WORDS, chunkBytes } from '../words/chunk-adder.ts';
import { packedBytes } from '../words/packed-words.ts';

/**
 * NOT CRYPTOGRAPHY. A suite that has the shape and the algebra of one (agreements agree, signatures verify, tags
 * notice every change) and no security whatever: for running very many schedules of the state machines. It stands
 * in a test folder, and nothing outside test folders imports it.
 */
export const cheapTestSuite: CryptoSuite = {
  sha256: (...parts) => mix(0, ...parts),
  hkdf: (secret, salt, info, length) => {
    const key = mix(1, secret, salt, info);
    return length === key.length ? key : expand(key, length);
  },
  x25519Public: (secret) => group(scalar(secret), 0x9e3779b1, 0x85ebca6b),
  x25519: (secret) => (publicKey) => {
    const a = word(publicKey, 0);
    const b = word(publicKey, 4);
    if (a === 0 && b === 0) {
      throw new Error('a key of low order');
    }
    return group(scalar(secret), a, b);
  },
  ed25519Public: (seed) => mix(3, seed),
  sign: (seed, data) => signature(mix(3, seed), data),
  verify: (publicKey, data, given) => equalBytes(given, signature(publicKey, data)),
  seal: (key, plaintext, boundTo) => {
    const { length } = plaintext;
    const sealed = new Uint8Array(length + TAG);
    mask(sealed, plaintext, length, key);
    sealed.set(tag(key, boundTo, sealed, length), length);
    return sealed;
  },
  open: (key, sealed, boundTo) => {
    const length = sealed.length - TAG;
    if (length < 0) {
      return undefined;
    }
    const expected = tag(key, boundTo, sealed, length);
    for (let i = 0; i < TAG; i += 1) {
      if (sealed[length + i] !== expected[i]) {
        return undefined;
      }
    }
    const plaintext = new Uint8Array(length);
    mask(plaintext, sealed, length, key);
    return plaintext;
  },
  keystream: (key, length) => expand(key, length),
  keystreamChunks: (keystreams, words, bits, take) => {
    const all = keystreams.map(({ key, sign }) => ({ bytes: expand(key, packedBytes(words, bits)), sign }));
    for (let chunk = 0; chunk * CHUNK_WORDS < words; chunk += 1) {
      const [from, to] = [chunk * chunkBytes(bits), (chunk + 1) * chunkBytes(bits)];
      take(
        chunk,
        all.map(({ bytes, sign }) => ({ bytes: bytes.subarray(from, to), sign })),
      );
    }
  },
};

const word = (bytes: Uint8Array, at: number): number =>
  bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);

function putWord(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value;
  bytes[at + 1] = value >>> 8;
  bytes[at + 2] = value >>> 16;
  bytes[at + 3] = value >>> 24;
}

/** A 256-bit hash that no accident collides; anybody could on purpose. */
function mix(salt: number, ...parts: readonly Uint8Array[]): Bytes {
  let a = 0x243f6a88 ^ salt;
  let b = 0x85a308d3;
  for (const data of parts) {
    const { length } = data;
    const whole = length & ~3;
    b ^= length;
    for (let i = 0; i < whole; i += 4) {
      a = Math.imul(a ^ word(data, i), 0x85ebca6b);
      b = Math.imul(b ^ a ^ (a >>> 15), 0xc2b2ae35);
    }
    for (let i = whole; i < length; i += 1) {
      a = Math.imul(a ^ data[i] ^ (b >>> 11), 0x85ebca6b);
      b = Math.imul(b ^ a, 0x165667b1);
    }
  }
  let c = a ^ 0x13198a2e;
  let d = b ^ 0x03707344;
  const out = new Uint8Array(32);
  for (let i = 0; i < 32; i += 4) {
    a = Math.imul(a ^ (d >>> 15) ^ i, 0x2c1b3c6d);
    b = Math.imul(b ^ (a >>> 12), 0x297a2d39);
    c = Math.imul(c ^ (b >>> 15), 0x9e3779b1);
    d = Math.imul(d ^ (c >>> 13), 0x85ebca77);
    putWord(out, i, a ^ b ^ c ^ d);
  }
  return out;
}

/** xoshiro128** seeded with a key, as many words as there is room for. Its state is in locals: closures would box it. */
function fill(words: Uint32Array, key: Uint8Array): void {
  let a = word(key, 0);
  let b = word(key, 4);
  let c = word(key, 8);
  let d = word(key, 12) | 1;
  for (let i = 0; i < words.length; i += 1) {
    const product = Math.imul(b, 5);
    words[i] = Math.imul((product << 7) | (product >>> 25), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
  }
}

function expand(key: Uint8Array, length: number): Bytes {
  const words = new Uint32Array((length + 3) >> 2);
  fill(words, key);
  return new Uint8Array(words.buffer, 0, length);
}

/** Multiplication by an odd number modulo 2^32, twice: commutes, as an agreement must, and hides nothing. */
function group([s, t]: readonly [number, number], a: number, b: number): Bytes {
  const out = new Uint8Array(32);
  putWord(out, 0, Math.imul(s, a));
  putWord(out, 4, Math.imul(t, b));
  return out;
}

function scalar(secret: Uint8Array): readonly [number, number] {
  return [word(secret, 0) | 1, word(secret, 4) | 1];
}

function signature(publicKey: Bytes, data: Bytes): Bytes {
  const half = mix(7, publicKey, data);
  return concat(half, half);
}

/** Exclusive or with a stream that anybody could foretell, which seals enough here. */
function mask(to: Uint8Array, from: Uint8Array, length: number, key: Uint8Array): void {
  let stream = (word(key, 0) ^ word(key, 12)) | 1;
  for (let i = 0; i < length; i += 1) {
    stream = Math.imul(stream, 0x2c1b3c6d) + 0x297a2d39;
    to[i] = from[i] ^ (stream >>> 24);
  }
}

const TAG = 16;

function tag(key: Uint8Array, boundTo: Uint8Array, sealed: Uint8Array, length: number): Bytes {
  const all = length === 0 ? mix(5, key, boundTo) : mix(5, key, boundTo, sealed.subarray(0, length));
  return all.subarray(0, TAG);
}
