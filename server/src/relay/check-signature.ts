import { createHash, createPublicKey, verify } from 'node:crypto';

/** Whether an Ed25519 signature over the SHA-256 of these bytes is of this public key; false for what is no key. */
export function isSignedBy(publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
  try {
    const x = Buffer.from(publicKey).toString('base64url');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    return verify(null, createHash('sha256').update(bytes).digest(), key, signature);
  } catch {
    return false;
  }
}
