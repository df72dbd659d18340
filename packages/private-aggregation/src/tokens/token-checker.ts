import { concat } from '../secure-aggregation/bytes.ts';
import type { Tools } from '../secure-aggregation/tools.ts';
import type { EpochKeys } from './epoch-keys.ts';
import { RANDOMIZER_BYTES } from './suite/blind-rsa.ts';
import { TOKEN_BYTES, tokenMessage } from './token-message.ts';
import type { TokenTools } from './token-tools.ts';

/**
 * `Tools.tokenIsValid` of the rounds of an epoch: whether a token vouches for a one-time key. Devices make it of the token
 * that they hold, so that others' tokens are held to the key that their own is of.
 * @throws ParlourError `tokens/unfit-key`.
 */
export async function tokenChecker(
  { suite, blindRsa }: TokenTools,
  { epoch, publicKey }: Pick<EpochKeys, 'epoch' | 'publicKey'>,
): Promise<Tools['tokenIsValid']> {
  const key = await blindRsa.key(publicKey);
  return async (signingKey, token) => {
    if (token.length !== TOKEN_BYTES) {
      return false;
    }
    const message = await tokenMessage(suite, epoch, signingKey);
    const prepared = concat(token.subarray(0, RANDOMIZER_BYTES), message);
    return key.verify(prepared, token.slice(RANDOMIZER_BYTES));
  };
}
