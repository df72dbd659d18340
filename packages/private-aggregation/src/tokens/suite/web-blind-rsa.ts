import type { Bytes } from '../../secure-aggregation/bytes.ts';
import { tokenError } from '../token-error.ts';
import type { BlindRsa } from './blind-rsa.ts';
import { isFitPublicKey } from './public-key-form.ts';

const ALGORITHM = { name: 'RSA-PSS', hash: 'SHA-384' };
const SALT = { name: 'RSA-PSS', saltLength: 48 };

/**
 * Blind signatures of browsers and of Node: `@cloudflare/blindrsa-ts` for blinding, loaded when a token is asked for,
 * and WebCrypto for verifying. The library draws randomizer, salt and blinding factor from `crypto.getRandomValues`; its
 * arithmetic takes times that depend on them, for whoever can time it on the device itself.
 */
export const webBlindRsa: BlindRsa = {
  async key(publicKey) {
    if (!isFitPublicKey(publicKey)) {
      throw tokenError('unfit-key');
    }
    const key = await importKey(publicKey);
    return {
      async blind(message) {
        const variant = await rsabssa();
        const prepared = owned(variant.prepare(message));
        const { blindedMsg, inv } = await variant.blind(key, prepared);
        return { prepared, blinded: owned(blindedMsg), inverse: owned(inv) };
      },
      async finalize(prepared, blindSignature, inverse) {
        const variant = await rsabssa();
        try {
          return owned(await variant.finalize(key, prepared, blindSignature, inverse));
        } catch {
          return undefined;
        }
      },
      async verify(prepared, signature) {
        try {
          return await crypto.subtle.verify(SALT, key, signature, prepared);
        } catch {
          return false;
        }
      },
    };
  },
};

async function importKey(publicKey: Bytes): Promise<CryptoKey> {
  try {
    return await crypto.subtle.importKey('spki', publicKey, ALGORITHM, true, ['verify']);
  } catch (cause) {
    throw tokenError('unfit-key', { cause });
  }
}

async function rsabssa() {
  const { RSABSSA } = await import('@cloudflare/blindrsa-ts');
  return RSABSSA.SHA384.PSS.Randomized();
}

const owned = (bytes: Uint8Array): Bytes => new Uint8Array(bytes);
