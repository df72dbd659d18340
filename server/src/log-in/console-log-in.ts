import { sql } from 'drizzle-orm';
import { appendAudit } from '../audit/append-audit.ts';
import { lockAccounts } from '../console-access/lock-accounts.ts';
import { beginSession } from '../console-access/sessions.ts';
import type { Database } from '../database/connect.ts';
import { consoleAccount } from '../database/schema/console.ts';
import type { Vouched } from './end-log-in.ts';
import { logInError } from './log-in-error.ts';
import type { ProviderSettings } from './provider.ts';
import { nameBy, roleBy, type RoleMapping } from './role-of.ts';
import { subjectHash } from './subject-hash.ts';

/**
 * Signs somebody in to the console whom the provider vouches for; the role is what their claims say today.
 * @returns the id of the session.
 * @throws ParlourError `log-in/not-listed`.
 */
export async function consoleLogIn(
  database: Database,
  { settings, roles }: { readonly settings: ProviderSettings; readonly roles: RoleMapping },
  { subject, claims }: Vouched,
): Promise<string> {
  const role = roleBy(roles, claims);
  if (role === undefined) throw logInError('not-listed');
  const name = nameBy(claims);
  return database.transaction(async (transaction) => {
    await lockAccounts(transaction);
    const seen = { name, role, seenAt: sql`now()` };
    const [{ id }] = await transaction
      .insert(consoleAccount)
      .values({ ...seen, subjectHash: subjectHash(settings, 'console', subject) })
      .onConflictDoUpdate({ target: consoleAccount.subjectHash, set: seen })
      .returning({ id: consoleAccount.id });
    const session = await beginSession(transaction, { accountId: id, by: 'oidc' });
    const actor = { kind: 'account', id, name } as const;
    await appendAudit(transaction, { actor, action: 'account/log-in', subject: id, detail: { role } });
    return session;
  });
}
