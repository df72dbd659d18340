import { createHash, randomBytes } from 'node:crypto';
import type { Bytes } from '@parlour/private-aggregation';
import { eq, sql } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { invite } from '../database/schema/tokens.ts';
import { ownBytes } from '../database/own-bytes.ts';

/** An invite as its operator sees it, once: see `inviteCodeText` for what people pass on. */
export interface MadeInvite {
  /** 128 random bits; kept nowhere. */
  readonly code: Bytes;
  /** SHA-256 of the code: what the operator's lists name the invite by. */
  readonly codeHash: Bytes;
  readonly personId: string;
  readonly expiresAt: Date;
}

export interface InviteOptions {
  /** For how long it vouches for its person, from now on. */
  readonly seconds: number;
  /** Whom it is for, where they have had another: a person has one token an epoch, by whichever code. */
  readonly personId?: string;
}

/** Makes an invite, by the database's clock. */
export async function makeInvite(
  queries: Queries,
  { seconds, personId }: InviteOptions,
): Promise<MadeInvite> {
  const code = ownBytes(randomBytes(16));
  const codeHash = codeHashOf(code);
  const [made] = await queries
    .insert(invite)
    .values({
      codeHash,
      ...(personId && { personId }),
      expiresAt: sql`now() + make_interval(secs => ${seconds})`,
    })
    .returning({ personId: invite.personId, expiresAt: invite.expiresAt });
  return { code, codeHash, ...made };
}

/** Ends an invite now; tokens that it vouched for stay. @returns whether there is such an invite. */
export async function withdrawInvite(queries: Queries, codeHash: Uint8Array): Promise<boolean> {
  const withdrawn = await queries
    .update(invite)
    .set({ expiresAt: sql`least(${invite.expiresAt}, now())` })
    .where(eq(invite.codeHash, codeHash))
    .returning({ personId: invite.personId });
  return withdrawn.length > 0;
}

/** 128 random bits cannot be guessed, so their plain hash cannot be turned back. */
export const codeHashOf = (code: Bytes): Bytes => ownBytes(createHash('sha256').update(code).digest());
