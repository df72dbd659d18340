import type { Argon2id } from './platform.ts';

/**
 * Argon2id version 1.3 by libsodium on this thread, 32 bytes. Rejects when its memory cannot be allocated. WebAssembly
 * never gives memory back: in a browser use `argon2id`, which ends the worker that holds it.
 */
export const argon2idHere: Argon2id = async (passphrase, salt, { opsLimit, memLimit }) => {
  const { default: sodium } = await import('libsodium-wrappers-sumo');
  await sodium.ready;
  const algorithm = sodium.crypto_pwhash_ALG_ARGON2ID13;
  return new Uint8Array(sodium.crypto_pwhash(32, passphrase, salt, opsLimit, memLimit, algorithm));
};
