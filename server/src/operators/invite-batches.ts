import { randomBytes } from 'node:crypto';
import { inviteCodeText } from '@parlour/wire';
import type { InviteBatch, InviteOrder, MadeInvites } from '@parlour/wire/api';
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { ownBytes } from '../database/own-bytes.ts';
import { invite, inviteBatch } from '../database/schema/tokens.ts';
import { codeHashOf } from '../tokens/invites.ts';
import { operatorError } from './operator-error.ts';

/** Rows of one statement. */
const atOnce = 1_000;

/** Makes invites, in a transaction. @throws ParlourError `operators/malformed-request` where they would have expired already. */
export async function makeInvites(
  transaction: Queries,
  { count, expires, note }: InviteOrder,
): Promise<MadeInvites> {
  if (expires <= Date.now()) throw operatorError('malformed-request');
  const expiresAt = new Date(expires);
  const codes = Array.from({ length: count }, () => ownBytes(randomBytes(16)));
  const [{ id: batchId }] = await transaction
    .insert(inviteBatch)
    .values({ note: note ?? null, made: count, expiresAt })
    .returning({ id: inviteBatch.id });
  for (let from = 0; from < count; from += atOnce) {
    const rows = codes.slice(from, from + atOnce);
    await transaction
      .insert(invite)
      .values(rows.map((code) => ({ codeHash: codeHashOf(code), expiresAt, batchId })));
  }
  return { codes: codes.map(inviteCodeText), expires, batch: batchId };
}

/** All batches by their counts, the newest first. */
export async function allInviteBatches(queries: Queries): Promise<InviteBatch[]> {
  return (await read(queries).orderBy(desc(inviteBatch.createdAt), desc(inviteBatch.id))).map(asBatch);
}

/**
 * In a transaction: lets unused invites of a batch admit nobody any more; used ones go on vouching for their person. Again, it changes nothing.
 * @throws ParlourError `operators/unknown-invites`.
 */
export async function revokeInvites(transaction: Queries, id: string): Promise<InviteBatch> {
  await transaction
    .update(inviteBatch)
    .set({ revokedAt: sql`coalesce(${inviteBatch.revokedAt}, now())` })
    .where(eq(inviteBatch.id, id));
  await transaction
    .update(invite)
    .set({ expiresAt: sql`least(${invite.expiresAt}, now())` })
    .where(and(eq(invite.batchId, id), isNull(invite.usedAt)));
  const [found] = await read(transaction).where(eq(inviteBatch.id, id));
  if (found === undefined) throw operatorError('unknown-invites');
  return asBatch(found);
}

const read = (queries: Queries) =>
  queries
    .select({
      id: inviteBatch.id,
      note: inviteBatch.note,
      made: inviteBatch.made,
      createdAt: inviteBatch.createdAt,
      expires: inviteBatch.expiresAt,
      revokedAt: inviteBatch.revokedAt,
      used: sql<number>`count(${invite.usedAt})::int`,
      expired: sql<number>`(count(*) filter (where ${invite.usedAt} is null and ${invite.expiresAt} <= now()))::int`,
    })
    .from(inviteBatch)
    .leftJoin(invite, eq(invite.batchId, inviteBatch.id))
    .groupBy(inviteBatch.id)
    .$dynamic();

function asBatch(row: Awaited<ReturnType<typeof read>>[number]): InviteBatch {
  return {
    ...row,
    createdAt: row.createdAt.getTime(),
    expires: row.expires.getTime(),
    revokedAt: row.revokedAt?.getTime() ?? null,
  };
}
