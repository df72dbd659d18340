import { tokenError } from '@parlour/private-aggregation/tokens';
import { sql } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { tokenUse } from '../database/schema/tokens.ts';

export interface Redemption {
  /** The one-time Ed25519 key, 32 bytes, that a valid token vouches for: one token a key, so the key stands for it. */
  readonly signingKey: Uint8Array;
  readonly epoch: string;
  readonly roundId: Uint8Array;
}

/**
 * Binds a token to a round, unless another round has it. Again for the same round is no news. To be called in the transaction
 * that stores the advertisement and holds the round open, after the token was found valid.
 * @throws ParlourError `tokens/spent`; nothing is changed.
 */
export async function redeemToken(
  transaction: Queries,
  { signingKey, epoch, roundId }: Redemption,
): Promise<void> {
  const bound = await transaction
    .insert(tokenUse)
    .values({ signingKey, epoch, roundId })
    .onConflictDoUpdate({
      target: tokenUse.signingKey,
      set: { epoch, roundId, freedAt: null },
      // A freed token may go to another round, and to the round that freed it never again: that round is over.
      setWhere: sql`(${tokenUse.freedAt} is null) = (${tokenUse.roundId} = ${roundId})`,
    })
    .returning({ roundId: tokenUse.roundId });
  if (bound.length === 0) throw tokenError('spent');
}
