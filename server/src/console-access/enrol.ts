import type { EnrolmentRequest, PasskeyCreationOptions, PasskeyRegistration } from '@parlour/wire';
import { sql } from 'drizzle-orm';
import { appendAudit } from '../audit/append-audit.ts';
import type { Database } from '../database/connect.ts';
import { consoleAccount, passkey } from '../database/schema/console.ts';
import { makeChallenge, takeChallenge } from './challenges.ts';
import { checkRegistration } from './check-registration.ts';
import { consoleError } from './console-error.ts';
import { creationOptions } from './creation-options.ts';
import { findEnrolment, useEnrolment } from './enrolments.ts';
import { lockAccounts } from './lock-accounts.ts';
import { relyingPartyId } from './relying-party.ts';
import { beginSession } from './sessions.ts';

/** Asks the browser of somebody who has a code for a passkey. @throws ParlourError `console/unknown-code`, `-no-name`. */
export async function enrolmentOptions(
  database: Database,
  origin: string,
  { code, name }: EnrolmentRequest,
): Promise<PasskeyCreationOptions> {
  relyingPartyId(origin);
  return database.transaction(async (transaction) => {
    const { id } = await findEnrolment(transaction, code);
    const order = { purpose: 'enrolment', origin, enrolmentId: id, name } as const;
    return creationOptions({ ...order, accountId: id, challenge: await makeChallenge(transaction, order) });
  });
}

/**
 * Enrols and signs in whoever answers with a passkey; the code is used up. The account has the id of the enrolment.
 * @returns the id of the session.
 * @throws ParlourError `console/late-answer`, `-refused-passkey`, `-unknown-code`, `-known-passkey`.
 */
export async function enrol(database: Database, answer: PasskeyRegistration): Promise<string> {
  const challenge = await takeChallenge(database, 'enrolment', answer.response.clientDataJSON);
  const { enrolmentId: id, name } = challenge;
  if (id === null || name === null) throw consoleError('late-answer');
  const made = await checkRegistration(answer, challenge);
  return database.transaction(async (transaction) => {
    await lockAccounts(transaction);
    const { role, isFirst } = await useEnrolment(transaction, id);
    await transaction.insert(consoleAccount).values({ id, name, role, seenAt: sql`now()` });
    const [kept] = await transaction
      .insert(passkey)
      .values({ ...made, accountId: id, usedAt: sql`now()` })
      .onConflictDoNothing()
      .returning({ id: passkey.id });
    if (kept === undefined) throw consoleError('known-passkey');
    const session = await beginSession(transaction, { accountId: id, by: 'passkey' });
    const actor = { kind: 'account', id, name } as const;
    await appendAudit(transaction, {
      actor,
      action: 'account/enrol',
      subject: id,
      detail: { role, isFirst },
    });
    return session;
  });
}
