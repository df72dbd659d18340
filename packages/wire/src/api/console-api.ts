import * as v from 'valibot';
import { AuditEntry, AuditPage } from '../audit-entry.ts';
import { ConsoleAccount, Enrolment, EnrolmentOrder, MadeEnrolment, RoleChange } from '../console-account.ts';
import { SessionState } from '../console-session.ts';
import { count, Uuid } from '../operator/basics.ts';
import {
  EnrolmentRequest,
  Passkey,
  PasskeyAssertion,
  PasskeyCreationOptions,
  PasskeyRegistration,
  PasskeyRequestOptions,
} from '../passkey.ts';
import { apiRoutes } from './api-route.ts';

const byId = v.strictObject({ id: Uuid });
const foreign = ['console/foreign-page'];

/** What the console asks beside what operators do: who is signed in, who may sign in, and who did what. */
export const consoleApi = apiRoutes({
  'GET /api/session': {
    tag: 'session',
    summary: 'Who is at the console, and how to get in',
    answer: SessionState,
    problems: [],
  },
  'POST /api/session/end': {
    tag: 'session',
    summary: 'Sign out',
    answer: SessionState,
    problems: foreign,
  },
  'POST /api/session/passkey/options': {
    tag: 'session',
    summary: 'What a browser needs to sign in by a passkey',
    answer: PasskeyRequestOptions,
    problems: foreign,
  },
  'POST /api/session/passkey': {
    tag: 'session',
    summary: 'Sign in by a passkey',
    body: PasskeyAssertion,
    answer: SessionState,
    problems: [...foreign, 'console/refused-passkey', 'console/late-answer'],
  },
  'POST /api/enrolment/options': {
    tag: 'session',
    summary: 'What a browser needs to make the first passkey of an account',
    body: EnrolmentRequest,
    answer: PasskeyCreationOptions,
    problems: [...foreign, 'console/unknown-code'],
  },
  'POST /api/enrolment': {
    tag: 'session',
    summary: 'Enrol by a code, and sign in',
    body: PasskeyRegistration,
    answer: SessionState,
    problems: [...foreign, 'console/refused-passkey', 'console/late-answer', 'console/unknown-code'],
  },
  'GET /api/session/passkeys': {
    tag: 'session',
    summary: "One's own passkeys",
    answer: v.array(Passkey),
    problems: ['console/no-account'],
  },
  'POST /api/session/passkeys/options': {
    tag: 'session',
    summary: "What a browser needs to make one more passkey of one's own",
    answer: PasskeyCreationOptions,
    problems: [...foreign, 'console/no-account', 'console/of-provider'],
  },
  'POST /api/session/passkeys': {
    tag: 'session',
    summary: "Add a passkey of one's own",
    body: PasskeyRegistration,
    answer: Passkey,
    problems: [
      ...foreign,
      'console/no-account',
      'console/refused-passkey',
      'console/late-answer',
      'console/known-passkey',
    ],
  },
  'POST /api/session/passkeys/:id/remove': {
    tag: 'session',
    summary: "Remove a passkey of one's own; gives those left",
    params: byId,
    answer: v.array(Passkey),
    problems: [...foreign, 'console/no-account', 'console/last-passkey', 'console/unknown-passkey'],
  },
  'GET /api/operator/accounts': {
    tag: 'accounts',
    summary: 'Who may sign in to the console',
    answer: v.array(ConsoleAccount),
    problems: [],
  },
  'POST /api/operator/accounts/:id/role': {
    tag: 'accounts',
    summary: 'Make an account a viewer or an operator',
    params: byId,
    body: RoleChange,
    answer: ConsoleAccount,
    problems: ['console/unknown-account', 'console/of-provider', 'console/last-operator'],
  },
  'POST /api/operator/accounts/:id/remove': {
    tag: 'accounts',
    summary: 'Remove an account and end its sessions; gives those left',
    params: byId,
    answer: v.array(ConsoleAccount),
    problems: ['console/unknown-account', 'console/last-operator'],
  },
  'POST /api/operator/accounts/:id/passkeys/:passkey/remove': {
    tag: 'accounts',
    summary: 'Remove a passkey of an account',
    params: v.strictObject({ id: Uuid, passkey: Uuid }),
    answer: ConsoleAccount,
    problems: ['console/unknown-account', 'console/unknown-passkey', 'console/last-passkey'],
  },
  'GET /api/operator/enrolments': {
    tag: 'accounts',
    summary: 'Codes that wait to be used; not the codes themselves',
    answer: v.array(Enrolment),
    problems: [],
  },
  'POST /api/operator/enrolments': {
    tag: 'accounts',
    summary: 'Make a code that lets one more person in',
    description: 'It is shown this once.',
    body: EnrolmentOrder,
    answer: MadeEnrolment,
    problems: ['operators/malformed-request'],
  },
  'POST /api/operator/enrolments/:id/withdraw': {
    tag: 'accounts',
    summary: 'Withdraw a code; gives those left',
    params: byId,
    answer: v.array(Enrolment),
    problems: ['console/unknown-enrolment'],
  },
  'GET /api/operator/audit': {
    tag: 'audit',
    summary: 'Who changed what, the newest first, page by page',
    query: v.strictObject({
      /** Position of an entry: those before it. */
      before: v.optional(v.pipe(count, v.minValue(1))),
      limit: v.optional(v.pipe(count, v.minValue(1), v.maxValue(200)), 50),
    }),
    answer: AuditPage,
    problems: [],
  },
  'GET /api/operator/audit/export': {
    tag: 'audit',
    summary: 'The whole audit log, the oldest first',
    answer: v.array(AuditEntry),
    problems: [],
  },
});
