import { tokenError } from '@parlour/private-aggregation/tokens';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { invite } from '../database/schema/tokens.ts';
import type { Admission } from './admission.ts';
import { codeHashOf } from './invites.ts';

/** Whoever holds an invite's code is its person until the invite expires, by the database's clock. */
export const inviteAdmission: Admission = {
  kind: 'invite',
  async personOf(transaction, code) {
    const codeHash = codeHashOf(code);
    const [found] = await transaction
      .select({ personId: invite.personId, isLive: sql<boolean>`${invite.expiresAt} > now()` })
      .from(invite)
      .where(eq(invite.codeHash, codeHash));
    if (!found) throw tokenError('unknown-invite');
    if (!found.isLive) throw tokenError('expired-invite');
    await transaction
      .update(invite)
      .set({ usedAt: sql`now()` })
      .where(and(eq(invite.codeHash, codeHash), isNull(invite.usedAt)));
    return found.personId;
  },
};
