import type { Passkey, PasskeyCreationOptions } from '@parlour/wire';
import { and, asc, eq } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { consoleAccount, passkey } from '../database/schema/console.ts';
import { makeChallenge } from './challenges.ts';
import type { NewPasskey } from './check-registration.ts';
import { consoleError } from './console-error.ts';
import { creationOptions } from './creation-options.ts';
import { lockAccounts } from './lock-accounts.ts';
import { relyingPartyId } from './relying-party.ts';

/** Passkeys that an account may have. */
const mostPasskeys = 20;

/** An account's, the oldest first. */
export async function passkeysOf(queries: Queries, accountId: string): Promise<Passkey[]> {
  const rows = await queries
    .select()
    .from(passkey)
    .where(eq(passkey.accountId, accountId))
    .orderBy(asc(passkey.createdAt));
  return rows.map(asPasskey);
}

/** Asks the browser of somebody who is signed in for one more passkey. @throws ParlourError `console/of-provider`. */
export async function additionOptions(
  transaction: Queries,
  origin: string,
  accountId: string,
): Promise<PasskeyCreationOptions> {
  relyingPartyId(origin);
  const name = await nameOfOwn(transaction, accountId);
  const rows = await transaction
    .select({ id: passkey.credentialId })
    .from(passkey)
    .where(eq(passkey.accountId, accountId));
  if (rows.length >= mostPasskeys) throw consoleError('too-many-passkeys');
  const challenge = await makeChallenge(transaction, { purpose: 'addition', origin, accountId });
  return creationOptions({ challenge, origin, accountId, name, has: rows.map(({ id }) => id) });
}

/** Of an account that stays until the transaction ends. Whom the provider vouches for has no way in beside it. */
async function nameOfOwn(transaction: Queries, accountId: string): Promise<string> {
  const [own] = await transaction
    .select({ name: consoleAccount.name, subjectHash: consoleAccount.subjectHash })
    .from(consoleAccount)
    .where(eq(consoleAccount.id, accountId))
    .for('key share');
  if (own === undefined) throw consoleError('unknown-account');
  if (own.subjectHash !== null) throw consoleError('of-provider');
  return own.name;
}

/** Keeps one more. @throws ParlourError `console/of-provider`, `-known-passkey`. */
export async function addPasskey(
  transaction: Queries,
  accountId: string,
  made: NewPasskey,
): Promise<Passkey> {
  await nameOfOwn(transaction, accountId);
  const [kept] = await transaction
    .insert(passkey)
    .values({ ...made, accountId })
    .onConflictDoNothing()
    .returning();
  if (kept === undefined) throw consoleError('known-passkey');
  return asPasskey(kept);
}

/** Takes one away; it opens nothing from now on. @throws ParlourError `console/unknown-passkey`, `-last-passkey`. */
export async function removePasskey(transaction: Queries, accountId: string, id: string): Promise<void> {
  await lockAccounts(transaction);
  const removed = await transaction
    .delete(passkey)
    .where(and(eq(passkey.id, id), eq(passkey.accountId, accountId)))
    .returning({ id: passkey.id });
  if (removed.length === 0) throw consoleError('unknown-passkey');
  if ((await passkeysOf(transaction, accountId)).length === 0) throw consoleError('last-passkey');
}

export const asPasskey = (row: typeof passkey.$inferSelect): Passkey => ({
  id: row.id,
  host: row.host,
  isSynced: row.isSynced,
  createdAt: row.createdAt.getTime(),
  usedAt: row.usedAt?.getTime() ?? null,
});
