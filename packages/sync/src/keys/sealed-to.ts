import * as v from 'valibot';
import type { Bytes } from '../bytes.ts';
import { atMost, exactly } from '../plain-bytes.ts';
import { SIZES, type SyncSuite, type Tools } from '../suite/sync-suite.ts';

const NO_NONCE = new Uint8Array(SIZES.nonce);

/** Bytes that only the holder of one X-Wing key can read. */
export const SealedTo = v.strictObject({
  ciphertext: exactly(SIZES.kemCiphertext),
  sealed: atMost(2 ** 24),
});
export type SealedTo = v.InferOutput<typeof SealedTo>;

/**
 * Seals to a public key: X-Wing, HKDF, XChaCha20-Poly1305. The nonce is zero because the key is used once. Says nothing about who
 * sealed it: that is for a signature around it. Undefined for what is no public key.
 */
export function sealTo(
  { suite, random }: Tools,
  publicKey: Bytes,
  plain: Uint8Array,
  boundTo: Uint8Array,
): SealedTo | undefined {
  const made = suite.encapsulate(publicKey, random(SIZES.kemRandomness));
  if (made === undefined) return undefined;
  const key = suite.derive(made.secret, 'sealed-to', SIZES.key);
  return { ciphertext: made.ciphertext, sealed: suite.seal(key, NO_NONCE, plain, boundTo) };
}

/** Undefined if it was sealed to somebody else, or bound to something else. */
export function openSealedTo(
  suite: SyncSuite,
  kemSeed: Bytes,
  { ciphertext, sealed }: SealedTo,
  boundTo: Uint8Array,
): Bytes | undefined {
  const secret = suite.decapsulate(kemSeed, ciphertext);
  return secret && suite.open(suite.derive(secret, 'sealed-to', SIZES.key), NO_NONCE, sealed, boundTo);
}
