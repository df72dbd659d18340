import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { owned, utf8 } from '../bytes.ts';
import { SIZES, type SyncSuite } from './sync-suite.ts';

const SALT = utf8('parlour-sync/1');

/** The real suite. Loads 0.3 MB of WebAssembly; X-Wing came with libsodium 1.0.21. */
export async function sodiumSuite(): Promise<SyncSuite> {
  const { default: sodium } = await import('libsodium-wrappers-sumo');
  await sodium.ready;
  return {
    sha256: (...parts) => {
      const hash = sha256.create();
      for (const part of parts) hash.update(part);
      return owned(hash.digest());
    },
    derive: (secret, purpose, length) => owned(hkdf(sha256, secret, SALT, utf8(purpose), length)),
    seal: (key, nonce, plain, boundTo) =>
      owned(sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, boundTo, null, nonce, key)),
    open: (key, nonce, sealed, boundTo) => {
      if (sealed.length < SIZES.tag) return undefined;
      try {
        return owned(sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, sealed, boundTo, nonce, key));
      } catch {
        return undefined;
      }
    },
    signingPublic: (seed) => {
      const { publicKey, privateKey } = sodium.crypto_sign_seed_keypair(seed);
      sodium.memzero(privateKey);
      return owned(publicKey);
    },
    sign: (seed, data) => {
      const { privateKey } = sodium.crypto_sign_seed_keypair(seed);
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
    kemPublic: (seed) => owned(sodium.crypto_kem_xwing_seed_keypair(seed).publicKey),
    encapsulate: (publicKey, randomness) => {
      try {
        const { ciphertext, sharedSecret } = sodium.crypto_kem_xwing_enc_deterministic(publicKey, randomness);
        return { ciphertext: owned(ciphertext), secret: owned(sharedSecret) };
      } catch {
        return undefined;
      }
    },
    decapsulate: (seed, ciphertext) => {
      try {
        const { privateKey } = sodium.crypto_kem_xwing_seed_keypair(seed);
        return owned(sodium.crypto_kem_xwing_dec(ciphertext, privateKey));
      } catch {
        return undefined;
      }
    },
  };
}
