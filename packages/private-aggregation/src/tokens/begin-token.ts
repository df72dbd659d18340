import { type Bytes, zero } from '../secure-aggregation/bytes.ts';
import type { EpochKeys } from './epoch-keys.ts';
import type { PendingToken } from './pending-token.ts';
import { tokenMessage } from './token-message.ts';
import type { TokenTools } from './token-tools.ts';

/**
 * Makes a one-time key and blinds its hash. The state is stored before it is sent: the aggregator signs one blinded message a
 * person and epoch, so another after a reload would be refused.
 * @param signingSeed 32 bytes of fresh randomness, copied; the caller clears it.
 * @throws ParlourError `tokens/unfit-key`.
 */
export async function beginToken(
  { suite, blindRsa }: TokenTools,
  { epoch, publicKey, tokenKeysHash }: EpochKeys,
  signingSeed: Bytes,
): Promise<PendingToken> {
  const key = await blindRsa.key(publicKey);
  const signingKey = await suite.ed25519Public(signingSeed);
  const message = await tokenMessage(suite, epoch, signingKey);
  const blinded = await key.blind(message);
  zero(message);
  return { phase: 'pending', epoch, publicKey, tokenKeysHash, signingSeed: signingSeed.slice(), ...blinded };
}
