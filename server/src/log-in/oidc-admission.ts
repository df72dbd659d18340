import { tokenError } from '@parlour/private-aggregation/tokens';
import { and, eq, gt, sql } from 'drizzle-orm';
import { logInCode } from '../database/schema/log-ins.ts';
import type { Admission } from '../tokens/admission.ts';
import { codeHashOf } from '../tokens/invites.ts';

/** Whoever holds the code that a log-in ended in is its person for minutes, by the database's clock. */
export const oidcAdmission: Admission = {
  kind: 'oidc',
  async personOf(transaction, code) {
    const [found] = await transaction
      .select({ personId: logInCode.personId })
      .from(logInCode)
      .where(and(eq(logInCode.codeHash, codeHashOf(code)), gt(logInCode.expiresAt, sql`now()`)));
    if (!found) throw tokenError('unknown-log-in');
    return found.personId;
  },
};
