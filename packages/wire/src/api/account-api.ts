import * as v from 'valibot';
import { ConsoleAccount, Enrolment, EnrolmentOrder, MadeEnrolment, RoleChange } from '../console-account.ts';
import { Uuid } from '../operator/basics.ts';
import { apiRoutes } from './api-route.ts';

const byId = v.strictObject({ id: Uuid });

/** Who may sign in to the console. */
export const accountApi = apiRoutes({
  'GET /api/operator/accounts': {
    tag: 'accounts',
    summary: 'Accounts of the console and their passkeys, the oldest first',
    answer: v.array(ConsoleAccount),
    problems: [],
  },
  'POST /api/operator/accounts/:id/role': {
    tag: 'accounts',
    summary: "Change an account's role, from its next request on",
    params: byId,
    body: RoleChange,
    answer: ConsoleAccount,
    problems: [
      'operators/malformed-request',
      'console/unknown-account',
      'console/of-provider',
      'console/last-operator',
    ],
  },
  'POST /api/operator/accounts/:id/remove': {
    tag: 'accounts',
    summary: 'Remove an account with its passkeys, and sign it out everywhere',
    params: byId,
    answer: v.array(ConsoleAccount),
    problems: ['console/unknown-account', 'console/last-operator'],
  },
  'POST /api/operator/accounts/:id/passkeys/:passkey/remove': {
    tag: 'accounts',
    summary: 'Remove a passkey of an account',
    params: v.strictObject({ id: Uuid, passkey: Uuid }),
    answer: ConsoleAccount,
    problems: ['console/unknown-passkey', 'console/last-passkey'],
  },
  'GET /api/operator/enrolments': {
    tag: 'accounts',
    summary: 'Enrolment codes that wait to be used, without the codes',
    answer: v.array(Enrolment),
    problems: [],
  },
  'POST /api/operator/enrolments': {
    tag: 'accounts',
    summary: 'Make a code that enrols one person, once',
    description: 'It is shown this once and kept nowhere.',
    body: EnrolmentOrder,
    answer: MadeEnrolment,
    problems: ['operators/malformed-request'],
  },
  'POST /api/operator/enrolments/:id/withdraw': {
    tag: 'accounts',
    summary: 'Let a code enrol nobody any more',
    params: byId,
    answer: v.array(Enrolment),
    problems: ['console/unknown-enrolment'],
  },
});
