import { PasskeyRequestOptions, type PasskeyAssertion } from '@parlour/wire';
import { generateAuthenticationOptions, verifyAuthenticationResponse } from '@simplewebauthn/server';
import { and, eq, sql } from 'drizzle-orm';
import * as v from 'valibot';
import { appendAudit } from '../audit/append-audit.ts';
import { ownBytes } from '../database/own-bytes.ts';
import type { Database, Queries } from '../database/connect.ts';
import { consoleAccount, passkey } from '../database/schema/console.ts';
import { makeChallenge, patienceSeconds, takeChallenge } from './challenges.ts';
import { consoleError } from './console-error.ts';
import { relyingPartyId } from './relying-party.ts';
import { beginSession } from './sessions.ts';

/** Asks a browser for whichever passkey it has: the same for everybody, so that nobody learns who has an account. */
export async function signInOptions(database: Database, origin: string): Promise<PasskeyRequestOptions> {
  const rpID = relyingPartyId(origin);
  const challenge = await makeChallenge(database, { purpose: 'sign-in', origin });
  const options = await generateAuthenticationOptions({
    rpID,
    challenge,
    timeout: 1000 * patienceSeconds,
    userVerification: 'required',
  });
  return v.parse(PasskeyRequestOptions, options);
}

/**
 * Signs in whoever answers with an enrolled passkey.
 * @returns the id of the session.
 * @throws ParlourError `console/late-answer`, `-refused-passkey`.
 */
export async function signIn(database: Database, answer: PasskeyAssertion): Promise<string> {
  const { text, origin } = await takeChallenge(database, 'sign-in', answer.response.clientDataJSON);
  const host = relyingPartyId(origin);
  const known = await findPasskey(database, answer.id, host);
  const checked = await verifyAuthenticationResponse({
    response: answer,
    expectedChallenge: text,
    expectedOrigin: origin,
    expectedRPID: host,
    credential: { id: answer.id, publicKey: ownBytes(known.publicKey), counter: known.counter },
    requireUserVerification: true,
  }).catch((cause: unknown) => {
    throw consoleError('refused-passkey', { cause });
  });
  if (!checked.verified) throw consoleError('refused-passkey');
  const { newCounter, credentialDeviceType } = checked.authenticationInfo;
  return database.transaction(async (transaction) => {
    const { accountId } = known;
    const [account] = await transaction
      .update(consoleAccount)
      .set({ seenAt: sql`now()` })
      .where(eq(consoleAccount.id, accountId))
      .returning({ name: consoleAccount.name });
    const [used] = await transaction
      .update(passkey)
      .set({ counter: newCounter, isSynced: credentialDeviceType === 'multiDevice', usedAt: sql`now()` })
      // Another signature of the same count was faster: one of the two is a copy's.
      .where(and(eq(passkey.id, known.id), eq(passkey.counter, known.counter)))
      .returning({ id: passkey.id });
    if (account === undefined || used === undefined) throw consoleError('refused-passkey');
    const session = await beginSession(transaction, { accountId, by: 'passkey' });
    const actor = { kind: 'account', id: accountId, name: account.name } as const;
    await appendAudit(transaction, {
      actor,
      action: 'account/sign-in',
      subject: accountId,
      detail: { host },
    });
    return session;
  });
}

async function findPasskey(
  queries: Queries,
  credentialId: string,
  host: string,
): Promise<typeof passkey.$inferSelect> {
  const [found] = await queries
    .select()
    .from(passkey)
    .where(and(eq(passkey.credentialId, credentialId), eq(passkey.host, host)));
  if (found === undefined) throw consoleError('refused-passkey');
  return found;
}
