import {
  type Mailbox,
  type MailboxErasure,
  mailboxErasureBytes,
  type MailboxPut,
  mailboxPutBytes,
  RELAY_LIMITS,
  relayError,
} from '@parlour/wire/relay';
import { and, asc, eq, notInArray, sql } from 'drizzle-orm';
import type { Database, Queries } from '../database/connect.ts';
import { relayMailbox, relayWriter } from '../database/schema/relay.ts';
import { bytesOf, hexOf } from '../rounds/ids.ts';
import { isSignedBy } from './check-signature.ts';
import { relayIdOf } from './relay-id.ts';

/** A mailbox of this relay, in hex; `names`: origins of the relay, one of which signatures have to name. */
export interface NamedMailbox {
  readonly id: string;
  readonly names: readonly string[];
}

export async function lookIntoMailbox(database: Queries, id: string): Promise<Mailbox> {
  const rows = await database
    .select({ version: relayMailbox.version, device: relayWriter.device, letter: relayWriter.letter })
    .from(relayMailbox)
    .leftJoin(relayWriter, eq(relayWriter.mailboxId, relayMailbox.id))
    .where(eq(relayMailbox.id, bytesOf(id)))
    .orderBy(asc(relayWriter.device));
  return {
    version: rows[0]?.version ?? 0,
    writers: rows.flatMap(({ device }) => (device === null ? [] : hexOf(device))),
    letters: rows.flatMap(({ letter }) => (letter === null ? [] : hexOf(letter))),
  };
}

/**
 * @returns the new version.
 * @throws ParlourError `relay/not-a-writer`, `relay/mailbox-changed`
 */
export async function putIntoMailbox(
  database: Database,
  { id, names }: NamedMailbox,
  put: MailboxPut,
): Promise<number> {
  const { signature, ...signed } = put;
  const isSigned = names.some((name) =>
    isSignedBy(bytesOf(put.by), mailboxPutBytes(id, signed, name), bytesOf(signature)),
  );
  if (!isSigned) throw relayError('not-a-writer');
  // What nobody could write again would lie there for ever.
  if (put.letter !== null && !put.writers.includes(put.by)) throw relayError('not-a-writer');
  return database.transaction(async (transaction) => {
    await enter(transaction, id, put);
    const mailboxId = bytesOf(id);
    const writers = [...new Set(put.writers)].map(bytesOf);
    await transaction
      .insert(relayMailbox)
      .values({ id: mailboxId, version: put.replaces + 1 })
      .onConflictDoUpdate({
        target: relayMailbox.id,
        set: { version: put.replaces + 1, usedOn: sql`current_date` },
      });
    await transaction
      .delete(relayWriter)
      .where(and(eq(relayWriter.mailboxId, mailboxId), notInArray(relayWriter.device, writers)));
    await transaction
      .insert(relayWriter)
      .values(writers.map((device) => ({ mailboxId, device })))
      .onConflictDoNothing();
    if (put.letter !== null)
      await transaction
        .update(relayWriter)
        .set({ letter: bytesOf(put.letter) })
        .where(and(eq(relayWriter.mailboxId, mailboxId), eq(relayWriter.device, bytesOf(put.by))));
    const [{ bytes }] = await transaction
      .select({ bytes: sql<string>`coalesce(sum(octet_length(${relayWriter.letter})), 0)` })
      .from(relayWriter)
      .where(eq(relayWriter.mailboxId, mailboxId));
    if (Number(bytes) > RELAY_LIMITS.mailboxBytes) throw relayError('mailbox-full');
    return put.replaces + 1;
  });
}

/** @throws ParlourError `relay/not-a-writer`, `relay/mailbox-changed` */
export async function eraseMailbox(
  database: Database,
  { id, names }: NamedMailbox,
  erasure: MailboxErasure,
): Promise<void> {
  const { signature, ...signed } = erasure;
  const isSigned = names.some((name) =>
    isSignedBy(bytesOf(erasure.by), mailboxErasureBytes(id, signed, name), bytesOf(signature)),
  );
  if (!isSigned) throw relayError('not-a-writer');
  await database.transaction(async (transaction) => {
    await enter(transaction, id, erasure);
    await transaction.delete(relayMailbox).where(eq(relayMailbox.id, bytesOf(id)));
  });
}

/** Holds the mailbox until the end of the transaction, for somebody who may write to the version that they have seen. */
async function enter(
  transaction: Queries,
  id: string,
  { owner, by, replaces }: Pick<MailboxPut, 'owner' | 'by' | 'replaces'>,
): Promise<void> {
  if (relayIdOf('mailbox', bytesOf(owner)) !== id) throw relayError('not-a-writer');
  // Also of a mailbox that is not there yet.
  await transaction.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`mailbox ${id}`}, 0))`);
  const found = await lookIntoMailbox(transaction, id);
  if (found.version > 0 && by !== owner && !found.writers.includes(by)) throw relayError('not-a-writer');
  if (found.version !== replaces) throw relayError('mailbox-changed');
}
