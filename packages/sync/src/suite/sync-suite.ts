import type { Bytes } from '../bytes.ts';

/**
 * The cryptography that every part of sync is handed. There is one suite and nothing to negotiate.
 */
export interface SyncSuite {
  sha256(...parts: readonly Uint8Array[]): Bytes;
  /** HKDF-SHA-256 (RFC 5869), salted with `parlour-sync/1`. */
  derive(secret: Uint8Array, purpose: string, length: number): Bytes;
  /** XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03). Key 32 bytes, nonce 24; 16 bytes longer than `plain`. */
  seal(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array, boundTo: Uint8Array): Bytes;
  /** Undefined if anything about it is not as it was sealed. */
  open(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array, boundTo: Uint8Array): Bytes | undefined;
  /** Ed25519 (RFC 8032): 32 bytes of a 32-byte seed. */
  signingPublic(seed: Uint8Array): Bytes;
  sign(seed: Uint8Array, data: Uint8Array): Bytes;
  verify(publicKey: Uint8Array, data: Uint8Array, signature: Uint8Array): boolean;
  /** X-Wing (X25519 and ML-KEM-768, draft-connolly-cfrg-xwing-kem): 1,216 bytes of a 32-byte seed. */
  kemPublic(seed: Uint8Array): Bytes;
  /** @param randomness 64 bytes. @returns undefined for what is no public key. */
  encapsulate(publicKey: Uint8Array, randomness: Uint8Array): Encapsulated | undefined;
  /** 32 bytes; undefined for what is no ciphertext. A wrong one gives another secret (implicit rejection). */
  decapsulate(seed: Uint8Array, ciphertext: Uint8Array): Bytes | undefined;
}

export interface Encapsulated {
  /** 1,120 bytes. */
  readonly ciphertext: Bytes;
  /** 32 bytes. */
  readonly secret: Bytes;
}

/** So many random bytes: the platform's, or in tests a seeded generator's. */
export type Random = (length: number) => Bytes;

export interface Tools {
  readonly suite: SyncSuite;
  readonly random: Random;
}

export const SIZES = {
  key: 32,
  seed: 32,
  nonce: 24,
  tag: 16,
  hash: 32,
  signature: 64,
  signingPublic: 32,
  kemPublic: 1216,
  kemCiphertext: 1120,
  kemRandomness: 64,
} as const;
