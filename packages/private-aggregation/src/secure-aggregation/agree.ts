import { refusal } from '../refusal.ts';
import type { Bytes } from './bytes.ts';
import type { CryptoSuite } from './suite/crypto-suite.ts';

/** What a secret and any public key agree on: 32 bytes, to be derived from and cleared. */
export type Agreement = (publicKey: Bytes) => Promise<Bytes>;

/** X25519; agreeing throws ParlourError `aggregation/bad-key` for a key of low order, with which nothing is secret. */
export async function agreement(suite: CryptoSuite, secret: Bytes): Promise<Agreement> {
  const agree = await suite.x25519(secret);
  return async (publicKey) => {
    try {
      return await agree(publicKey);
    } catch (cause) {
      throw refusal('bad-key', String(cause));
    }
  };
}
