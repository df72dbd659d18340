import { accountApi, type ApiRoute } from '@parlour/wire/api';
import type { FastifyInstance } from 'fastify';
import { type Handler, type Handlers, serveRoute } from '../api/serve-route.ts';
import type { Database } from '../database/connect.ts';
import { operatorError } from '../operators/operator-error.ts';
import { changeRole, findAccount, listAccounts, removeAccount } from './accounts.ts';
import { listEnrolments, makeEnrolment, mostDays, withdrawEnrolment } from './enrolments.ts';
import { removePasskey } from './own-passkeys.ts';

/** Who may sign in to the console, under `/api/operator`, guarded. */
export function accountRoutes(server: FastifyInstance, database: Database): void {
  const handlers: Handlers<typeof accountApi> = {
    'GET /api/operator/accounts': () => listAccounts(database),
    'POST /api/operator/accounts/:id/role': ({ params: { id }, body: { role }, note }) =>
      database.transaction(async (transaction) => {
        await changeRole(transaction, id, role);
        await note(transaction, { action: 'account/role', subject: id, detail: { role } });
        return findAccount(transaction, id);
      }),
    'POST /api/operator/accounts/:id/remove': ({ params: { id }, note }) =>
      database.transaction(async (transaction) => {
        const { name, role } = await findAccount(transaction, id);
        await removeAccount(transaction, id);
        await note(transaction, { action: 'account/remove', subject: id, detail: { name, role } });
        return listAccounts(transaction);
      }),
    'POST /api/operator/accounts/:id/passkeys/:passkey/remove': ({ params: { id, passkey }, note }) =>
      database.transaction(async (transaction) => {
        await removePasskey(transaction, id, passkey);
        const detail = { account: id };
        await note(transaction, { action: 'account/remove-passkey', subject: passkey, detail });
        return findAccount(transaction, id);
      }),
    'GET /api/operator/enrolments': () => listEnrolments(database),
    'POST /api/operator/enrolments': ({ body: { role, expires }, note }) => {
      const seconds = (expires - Date.now()) / 1000;
      if (seconds <= 0 || seconds > mostDays * 86_400) throw operatorError('malformed-request');
      return database.transaction(async (transaction) => {
        const made = await makeEnrolment(transaction, { role, seconds });
        const { id: subject } = made.enrolment;
        await note(transaction, { action: 'enrolment/make', subject, detail: { role, expires } });
        return made;
      });
    },
    'POST /api/operator/enrolments/:id/withdraw': ({ params: { id }, note }) =>
      database.transaction(async (transaction) => {
        await withdrawEnrolment(transaction, id);
        await note(transaction, { action: 'enrolment/withdraw', subject: id });
        return listEnrolments(transaction);
      }),
  };
  for (const [name, route] of Object.entries<ApiRoute>(accountApi)) {
    serveRoute(server, name, route, handlers[name as keyof typeof accountApi] as Handler<ApiRoute>);
  }
}
