import type { Agreement } from './agree.ts';
import { type Bytes, utf8, zero } from './bytes.ts';
import type { CryptoSuite } from './suite/crypto-suite.ts';

/** The aggregator's X25519 secret of a round, 32 bytes, of which it announces the public key. */
export const aggregatorSecret = async (
  suite: CryptoSuite,
  signingSeed: Bytes,
  setupContext: Bytes,
): Promise<Bytes> => suite.hkdf(signingSeed, setupContext, SECRET, 32);

/**
 * What a device and the aggregator tag their messages with (`tagged-message.ts`), 32 bytes: of the device's encryption
 * key and the aggregator's key of the round. It hides nothing; shares are sealed between devices.
 * @throws ParlourError `aggregation/bad-key`.
 */
export async function channelKey(
  suite: CryptoSuite,
  agree: Agreement,
  publicKey: Bytes,
  setupContext: Bytes,
): Promise<Bytes> {
  const agreed = await agree(publicKey);
  const key = await suite.hkdf(agreed, setupContext, CHANNEL, 32);
  zero(agreed);
  return key;
}

const SECRET = utf8('parlour/aggregator-secret/1');
const CHANNEL = utf8('parlour/channel/1');
