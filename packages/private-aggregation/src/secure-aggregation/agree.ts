import { refusal } from '../refusal.ts';
import type { Bytes } from './bytes.ts';
import type { CryptoSuite } from './suite/crypto-suite.ts';

/** X25519. @throws ParlourError `aggregation/bad-key` for a key of low order, with which nothing would be secret. */
export async function agree(suite: CryptoSuite, secret: Bytes, publicKey: Bytes): Promise<Bytes> {
  try {
    return await suite.x25519(secret, publicKey);
  } catch (cause) {
    throw refusal('bad-key', String(cause));
  }
}
