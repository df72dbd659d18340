import { type Bytes, concat, zero } from '../secure-aggregation/bytes.ts';
import type { HeldToken, PendingToken } from './pending-token.ts';
import { RANDOMIZER_BYTES } from './suite/blind-rsa.ts';
import { tokenError } from './token-error.ts';
import type { TokenTools } from './token-tools.ts';

/**
 * Takes the blinding off and holds the token to the epoch's key. Then the inverse, which could link the two, is cleared.
 * @param blindSignature the aggregator's answer.
 * @throws ParlourError `tokens/bad-signature`; the pending token is as before, and may be asked for again.
 */
export async function finishToken(
  { blindRsa }: TokenTools,
  pending: PendingToken,
  blindSignature: Bytes,
): Promise<HeldToken> {
  const { epoch, publicKey, tokenKeysHash, signingSeed, prepared, inverse } = pending;
  const key = await blindRsa.key(publicKey);
  const signature = await key.finalize(prepared, blindSignature, inverse);
  if (signature === undefined) {
    throw tokenError('bad-signature');
  }
  const token = concat(prepared.subarray(0, RANDOMIZER_BYTES), signature);
  zero(inverse);
  return { phase: 'held', epoch, publicKey, tokenKeysHash, signingSeed, token };
}
