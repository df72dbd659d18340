import type { Bytes } from '../bytes.ts';
import type { SignedChunk } from '../words/add-packed.ts';

export type Awaitable<T> = T | Promise<T>;

/**
 * The cryptography that the roles are handed; they await nothing else. Suites agree byte for byte, so a device with
 * one and an aggregator with another run the same round. Keys and seeds are 32 raw bytes; nothing is ever PEM.
 */
export interface CryptoSuite {
  /** FIPS 180-4, of all parts one after the other. */
  sha256(...parts: readonly Bytes[]): Awaitable<Bytes>;
  /** HKDF with SHA-256 (RFC 5869). @param length at most 8,160 bytes. */
  hkdf(secret: Bytes, salt: Bytes, info: Bytes, length: number): Awaitable<Bytes>;
  /** RFC 7748: the public key of a secret scalar (32 random bytes, clamped in use). */
  x25519Public(secret: Bytes): Awaitable<Bytes>;
  /**
   * RFC 7748: agrees with any number of public keys, the secret being prepared once. An agreement rejects for a public
   * key of low order, with which the shared secret would be zero.
   */
  x25519(secret: Bytes): Awaitable<(publicKey: Bytes) => Awaitable<Bytes>>;
  /** RFC 8032. */
  ed25519Public(seed: Bytes): Awaitable<Bytes>;
  /** RFC 8032: 64 bytes, deterministic. */
  sign(seed: Bytes, data: Bytes): Awaitable<Bytes>;
  /** False for anything that is not a signature by this key, malformed keys included; never rejects. */
  verify(publicKey: Bytes, data: Bytes, signature: Bytes): Awaitable<boolean>;
  /** AES-256-GCM with the zero nonce and a 16-byte tag: every key encrypts one plaintext only. */
  seal(key: Bytes, plaintext: Bytes, boundTo: Bytes): Awaitable<Bytes>;
  /** Undefined where the tag is wrong. */
  open(key: Bytes, sealed: Bytes, boundTo: Bytes): Awaitable<Bytes | undefined>;
  /** AES-256-CTR of zeros from counter zero: every key expands once. */
  keystream(key: Bytes, length: number): Awaitable<Bytes>;
  /**
   * Reads keystreams as `words` packed words of `bits` bits (see `packed-words.ts`), all of them chunk by chunk, and hands each
   * chunk (of `CHUNK_WORDS`; the last is what is left) of all to `take`, without ever holding the whole of one. What is handed
   * over is looked at in `take` only, and cleared after it.
   */
  keystreamChunks(
    keystreams: readonly Keystream[],
    words: number,
    bits: number,
    take: (chunk: number, chunks: Iterable<SignedChunk>) => void,
  ): Awaitable<void>;
}

/** A keystream of AES-256-CTR from counter zero, to be added (1) or taken away (-1). Every key expands once. */
export interface Keystream {
  readonly key: Bytes;
  readonly sign: 1 | -1;
}
