import { type Bytes, utf8 } from '../secure-aggregation/bytes.ts';
import type { CryptoSuite } from '../secure-aggregation/suite/crypto-suite.ts';
import { RANDOMIZER_BYTES, MODULUS_BYTES } from './suite/blind-rsa.ts';

/**
 * What a token is a signature over: 32 bytes that name the epoch and the one-time key, under a domain of their own.
 * @param signingKey Ed25519, 32 bytes.
 */
export async function tokenMessage(suite: CryptoSuite, epoch: string, signingKey: Bytes): Promise<Bytes> {
  const name = utf8(epoch);
  return suite.sha256(DOMAIN, Uint8Array.of(name.length), name, signingKey);
}

/** A token on the wire: the randomizer and the signature. */
export const TOKEN_BYTES = RANDOMIZER_BYTES + MODULUS_BYTES;

const DOMAIN = utf8('parlour/token/1');
