import type { ConsoleAccount, ConsoleRole } from '@parlour/wire';
import { asc, eq } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { consoleAccount, passkey } from '../database/schema/console.ts';
import { consoleError } from './console-error.ts';
import { lockAccounts } from './lock-accounts.ts';
import { asPasskey } from './own-passkeys.ts';

/** All accounts, the oldest first. */
export async function listAccounts(queries: Queries): Promise<ConsoleAccount[]> {
  const accounts = await queries.select().from(consoleAccount).orderBy(asc(consoleAccount.createdAt));
  const passkeys = await queries.select().from(passkey).orderBy(asc(passkey.createdAt));
  return accounts.map(({ id, name, role, subjectHash, createdAt, seenAt }) => ({
    id,
    name,
    role,
    isOfProvider: subjectHash !== null,
    passkeys: passkeys.filter(({ accountId }) => accountId === id).map(asPasskey),
    createdAt: createdAt.getTime(),
    seenAt: seenAt?.getTime() ?? null,
  }));
}

/** @throws ParlourError `console/unknown-account`. */
export async function findAccount(queries: Queries, id: string): Promise<ConsoleAccount> {
  const found = (await listAccounts(queries)).find((account) => account.id === id);
  if (found === undefined) throw consoleError('unknown-account');
  return found;
}

/**
 * Makes an account another role's, from its next request on.
 * @throws ParlourError `console/unknown-account`, `-of-provider`, `-last-operator`.
 */
export async function changeRole(transaction: Queries, id: string, role: ConsoleRole): Promise<void> {
  await lockAccounts(transaction);
  const before = await findAccount(transaction, id);
  if (before.isOfProvider) throw consoleError('of-provider');
  await transaction.update(consoleAccount).set({ role }).where(eq(consoleAccount.id, id));
  await checkOperator(transaction, before);
}

/** Removes an account with its passkeys and sessions. @throws ParlourError `console/unknown-account`, `-last-operator`. */
export async function removeAccount(transaction: Queries, id: string): Promise<void> {
  await lockAccounts(transaction);
  const before = await findAccount(transaction, id);
  await transaction.delete(consoleAccount).where(eq(consoleAccount.id, id));
  await checkOperator(transaction, before);
}

/** Whoever was an operator was not the last. */
async function checkOperator(queries: Queries, before: Pick<ConsoleAccount, 'role'>): Promise<void> {
  if (before.role !== 'operator') return;
  const [operator] = await queries
    .select({ id: consoleAccount.id })
    .from(consoleAccount)
    .where(eq(consoleAccount.role, 'operator'))
    .limit(1);
  if (operator === undefined) throw consoleError('last-operator');
}
