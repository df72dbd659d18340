import type { Bytes } from '../bytes.ts';
import type { CryptoSuite } from './crypto-suite.ts';
import { webSuite } from './web-suite.ts';

/**
 * The suite of browsers whose WebCrypto lacks X25519 or Ed25519: both curves from libsodium, the rest, which every
 * WebCrypto has, from there. Loads 0.3 MB of WebAssembly, and only when asked for.
 */
export async function sodiumSuite(): Promise<CryptoSuite> {
  const { default: sodium } = await import('libsodium-wrappers-sumo');
  await sodium.ready;
  const expanded = (seed: Bytes) => sodium.crypto_sign_seed_keypair(seed);
  return {
    ...webSuite,
    x25519Public: (secret) => owned(sodium.crypto_scalarmult_base(secret)),
    x25519: (secret) => (publicKey) => owned(sodium.crypto_scalarmult(secret, publicKey)),
    ed25519Public: (seed) => {
      const { publicKey, privateKey } = expanded(seed);
      sodium.memzero(privateKey);
      return owned(publicKey);
    },
    sign: (seed, data) => {
      const { privateKey } = expanded(seed);
      const signature = sodium.crypto_sign_detached(data, privateKey);
      sodium.memzero(privateKey);
      return owned(signature);
    },
    verify: (publicKey, data, signature) => {
      try {
        return sodium.crypto_sign_verify_detached(signature, data, publicKey);
      } catch {
        return false;
      }
    },
  };
}

const owned = (bytes: Uint8Array): Bytes => new Uint8Array(bytes);
