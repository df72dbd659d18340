import { and, isNull, lt, ne, notInArray, sql } from 'drizzle-orm';
import { appendAudit, ownSchedule } from '../audit/append-audit.ts';
import type { Database } from '../database/connect.ts';
import { tokenEpoch } from '../database/schema/keys.ts';
import { round } from '../database/schema/rounds.ts';
import { invite, issuance, tokenUse } from '../database/schema/tokens.ts';

/**
 * Forgets what tokens of ended epochs left behind: private keys, who was issued one, and which were used where, the last once
 * no round of the epoch is open any more; and invites that expired a year ago. For a job that runs every day.
 */
export async function forgetEpochs(database: Database): Promise<void> {
  await database.transaction(async (transaction) => {
    const epochs = transaction.select({ id: tokenEpoch.id }).from(tokenEpoch);
    const unended = epochs.where(sql`${tokenEpoch.validUntil} > now()`);
    const ended = await transaction
      .update(tokenEpoch)
      .set({ privateKey: new Uint8Array(0) })
      .where(and(sql`${tokenEpoch.validUntil} <= now()`, ne(tokenEpoch.privateKey, new Uint8Array(0))))
      .returning({ id: tokenEpoch.id });
    await transaction.delete(issuance).where(notInArray(issuance.epoch, unended));
    const open = transaction.select({ id: round.tokenEpoch }).from(round).where(isNull(round.endedAt));
    await transaction
      .delete(tokenUse)
      .where(and(notInArray(tokenUse.epoch, unended), notInArray(tokenUse.epoch, open)));
    const invites = await transaction
      .delete(invite)
      .where(lt(invite.expiresAt, sql`now() - interval '1 year'`))
      .returning({ one: sql`1` });
    for (const { id } of ended)
      await appendAudit(transaction, { actor: ownSchedule, action: 'token-keys/forget', subject: id });
    if (invites.length > 0) {
      const detail = { invites: invites.length };
      await appendAudit(transaction, { actor: ownSchedule, action: 'invite/forget', detail });
    }
  });
}
