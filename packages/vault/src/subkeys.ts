import { utf8, type Bytes } from './bytes.ts';

/** Keys for one purpose each, none of which can be read back out of WebCrypto. */
export interface Subkeys {
  readonly log: CryptoKey;
  readonly checkpoints: CryptoKey;
  readonly blobs: CryptoKey;
  /** HMAC-SHA-256 over the header. */
  readonly header: CryptoKey;
}

/** HKDF-SHA-256 (RFC 5869) of the vault's key, salted with the vault's id. `root` is an HKDF key. */
export async function deriveSubkeys(root: CryptoKey, vaultId: Bytes): Promise<Subkeys> {
  const derive = (
    purpose: string,
    algorithm: AesKeyGenParams | HmacKeyGenParams,
    usages: KeyUsage[],
  ): Promise<CryptoKey> =>
    crypto.subtle.deriveKey(
      { name: 'HKDF', hash: 'SHA-256', salt: vaultId, info: utf8(`parlour-vault/1/${purpose}`) },
      root,
      algorithm,
      false,
      usages,
    );
  const aes = (purpose: string): Promise<CryptoKey> =>
    derive(purpose, { name: 'AES-GCM', length: 256 }, ['encrypt', 'decrypt']);
  const [log, checkpoints, blobs, header] = await Promise.all([
    aes('log'),
    aes('checkpoints'),
    aes('blobs'),
    derive('header', { name: 'HMAC', hash: 'SHA-256', length: 256 }, ['sign', 'verify']),
  ]);
  return { log, checkpoints, blobs, header };
}
