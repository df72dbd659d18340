import { createHash, randomBytes } from 'node:crypto';
import type { ConsoleSession } from '@parlour/wire';
import { and, eq, gt, lt, or, sql } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { consoleAccount, consoleSession } from '../database/schema/console.ts';

/** Seconds after which a session that nothing was asked in ends. */
export const idleSeconds = 3600;
/** Seconds after which every session ends. */
export const mostSeconds = 12 * 3600;
/** Seconds within which use is not written down again. */
const grain = 60;

const ago = (seconds: number) => sql`now() - make_interval(secs => ${seconds})`;
const isLive = and(gt(consoleSession.expiresAt, sql`now()`), gt(consoleSession.seenAt, ago(idleSeconds)));

/** 256 random bits cannot be guessed, so their plain hash cannot be turned back. */
export const sessionHashOf = (id: string): Uint8Array => createHash('sha256').update(id).digest();

/**
 * Begins a session under an id that was never anybody's, whatever the browser had before.
 * @returns the id, in base64url; only its hash is kept.
 */
export async function beginSession(
  transaction: Queries,
  account: { readonly accountId: string; readonly by: 'passkey' | 'oidc' },
): Promise<string> {
  const id = randomBytes(32).toString('base64url');
  await transaction.insert(consoleSession).values({
    idHash: sessionHashOf(id),
    ...account,
    expiresAt: sql`now() + make_interval(secs => ${mostSeconds})`,
  });
  return id;
}

/** The session of an id, on whichever replica it began; its use is written down. */
export async function findSession(queries: Queries, idHash: Uint8Array): Promise<ConsoleSession | undefined> {
  const [found] = await queries
    .select({
      id: consoleAccount.id,
      name: consoleAccount.name,
      role: consoleAccount.role,
      by: consoleSession.by,
      seenAt: consoleSession.seenAt,
      expiresAt: consoleSession.expiresAt,
      isFresh: sql<boolean>`${consoleSession.seenAt} > ${ago(grain)}`,
    })
    .from(consoleSession)
    .innerJoin(consoleAccount, eq(consoleAccount.id, consoleSession.accountId))
    .where(and(eq(consoleSession.idHash, idHash), isLive));
  if (found === undefined) return undefined;
  const seenAt = found.isFresh ? found.seenAt : await markUse(queries, idHash);
  const { id, name, role, by, expiresAt } = found;
  return {
    account: { id, name, role },
    by,
    idleUntil: Math.min(seenAt.getTime() + 1000 * idleSeconds, expiresAt.getTime()),
    expiresAt: expiresAt.getTime(),
  };
}

async function markUse(queries: Queries, idHash: Uint8Array): Promise<Date> {
  const [marked] = await queries
    .update(consoleSession)
    .set({ seenAt: sql`now()` })
    .where(eq(consoleSession.idHash, idHash))
    .returning({ seenAt: consoleSession.seenAt });
  return marked?.seenAt ?? new Date();
}

/** Ends a session on every replica. */
export async function endSession(queries: Queries, idHash: Uint8Array): Promise<void> {
  await queries.delete(consoleSession).where(eq(consoleSession.idHash, idHash));
}

/** Removes what has ended. */
export async function forgetSessions(queries: Queries): Promise<void> {
  await queries
    .delete(consoleSession)
    .where(or(lt(consoleSession.expiresAt, sql`now()`), lt(consoleSession.seenAt, ago(idleSeconds))));
}
