import { type Passkey, PasskeyRegistration } from '@parlour/wire';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { appendAudit } from '../audit/append-audit.ts';
import type { Database } from '../database/connect.ts';
import { readBody } from '../operators/read-body.ts';
import { takeChallenge } from './challenges.ts';
import { checkRegistration } from './check-registration.ts';
import { consoleError } from './console-error.ts';
import { actorOf } from './identity.ts';
import { pageOrigin } from './own-origin.ts';
import { addPasskey, additionOptions, passkeysOf, removePasskey } from './own-passkeys.ts';
import { byUuid } from './uuid-params.ts';

export interface OwnPasskeyRoutes {
  readonly database: Database;
  /** The origin of the console's pages, where one is configured. */
  readonly origin?: string;
}

/** The passkeys of whoever is signed in. To be registered under `/api`, guarded. */
export async function ownPasskeyRoutes(
  server: FastifyInstance,
  { database, origin }: OwnPasskeyRoutes,
): Promise<void> {
  server.get('/session/passkeys', (request) => passkeysOf(database, ownId(request)));
  server.post('/session/passkeys/options', (request) =>
    database.transaction((transaction) =>
      additionOptions(transaction, pageOrigin(request, origin), ownId(request)),
    ),
  );
  server.post('/session/passkeys', async (request): Promise<Passkey> => {
    const answer = readBody(PasskeyRegistration, request.body);
    const challenge = await takeChallenge(database, 'addition', answer.response.clientDataJSON);
    if (challenge.accountId !== ownId(request)) throw consoleError('late-answer');
    const made = await checkRegistration(answer, challenge);
    return database.transaction(async (transaction) => {
      const added = await addPasskey(transaction, ownId(request), made);
      const actor = actorOf(request.identity);
      await appendAudit(transaction, { actor, action: 'account/add-passkey', subject: added.id });
      return added;
    });
  });
  server.post<{ Params: { id: string } }>(
    '/session/passkeys/:id/remove',
    byUuid('id'),
    async (request): Promise<Passkey[]> => {
      const { id } = request.params;
      await database.transaction(async (transaction) => {
        await removePasskey(transaction, ownId(request), id);
        const actor = actorOf(request.identity);
        await appendAudit(transaction, { actor, action: 'account/remove-passkey', subject: id });
      });
      return passkeysOf(database, ownId(request));
    },
  );
}

/** @throws ParlourError `console/no-account`. */
function ownId({ identity }: FastifyRequest): string {
  if (identity.kind !== 'account') throw consoleError('no-account');
  return identity.session.account.id;
}
