import { constants, createPrivateKey, createPublicKey, privateDecrypt, publicEncrypt } from 'node:crypto';
import type { Bytes } from '@parlour/private-aggregation';
import { tokenError } from '@parlour/private-aggregation/tokens';
import { ownBytes } from '../database/own-bytes.ts';

const padding = constants.RSA_NO_PADDING;

/**
 * BlindSign (RFC 9474, section 4.3): RSASP1 of a blinded message, by OpenSSL, which blinds its own arithmetic against being
 * timed and uses the key's primes.
 * @param privateKey PKCS #8 (DER).
 * @param blinded as many bytes as the modulus has.
 * @returns as many bytes.
 * @throws ParlourError `tokens/malformed-request` for a number that is not below the modulus.
 */
export function blindSign(privateKey: Uint8Array, blinded: Bytes): Bytes {
  const key = createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' });
  let signature: Buffer;
  try {
    signature = privateDecrypt({ key, padding }, blinded);
  } catch (cause) {
    throw tokenError('malformed-request', { cause });
  }
  // A fault in the arithmetic, given out, would give away the key (section 8.1).
  const check = publicEncrypt({ key: createPublicKey(key), padding }, signature);
  if (!check.equals(blinded)) throw new Error('signing failure');
  return ownBytes(signature);
}
