import { KINDS } from '@parlour/private-aggregation';
import { and, eq, isNull, notExists, sql } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { roundMessage } from '../database/schema/rounds.ts';
import { tokenUse } from '../database/schema/tokens.ts';

/**
 * Frees the tokens of devices that had not reported when their round ended, for another round. To be called in the transaction
 * that ends the round, before it deletes the round's messages.
 * @returns how many.
 */
export async function freeTokens(transaction: Queries, roundId: Uint8Array): Promise<number> {
  const reported = transaction
    .select({ one: sql`1` })
    .from(roundMessage)
    .where(
      and(
        eq(roundMessage.roundId, tokenUse.roundId),
        eq(roundMessage.kind, KINDS.report),
        eq(roundMessage.senderKey, tokenUse.signingKey),
      ),
    );
  const freed = await transaction
    .update(tokenUse)
    .set({ freedAt: sql`now()` })
    .where(and(eq(tokenUse.roundId, roundId), isNull(tokenUse.freedAt), notExists(reported)))
    .returning({ signingKey: tokenUse.signingKey });
  return freed.length;
}
