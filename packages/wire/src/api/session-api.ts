import * as v from 'valibot';
import { SessionState } from '../console-session.ts';
import { Uuid } from '../operator/basics.ts';
import {
  EnrolmentRequest,
  Passkey,
  PasskeyAssertion,
  PasskeyCreationOptions,
  PasskeyRegistration,
  PasskeyRequestOptions,
} from '../passkey.ts';
import { apiRoutes } from './api-route.ts';

const ofAnswers = ['operators/malformed-request', 'console/late-answer', 'console/refused-passkey'];

/** Signing in to the console and out of it; `SessionState` says how. */
export const sessionApi = apiRoutes({
  'GET /api/session': {
    tag: 'session',
    summary: 'Who is signed in, and how to sign in',
    answer: SessionState,
    problems: ['http/too-many'],
  },
  'POST /api/session/end': {
    tag: 'session',
    summary: 'Sign out, on every replica',
    answer: SessionState,
    problems: ['console/foreign-page', 'http/too-many'],
  },
  'POST /api/session/passkey/options': {
    tag: 'session',
    summary: 'Begin to sign in with a passkey',
    answer: PasskeyRequestOptions,
    problems: ['console/foreign-page', 'console/no-name', 'http/too-many'],
  },
  'POST /api/session/passkey': {
    tag: 'session',
    summary: 'Sign in with a passkey',
    description: 'The session is a cookie that no script can read.',
    body: PasskeyAssertion,
    answer: SessionState,
    problems: [...ofAnswers, 'console/foreign-page', 'http/too-many'],
  },
  'GET /api/session/oidc/start': {
    tag: 'session',
    summary: 'Go and log in at the provider',
    leadsTo: "The provider's page; or `/console/#problem=<code>`.",
    problems: ['http/too-many'],
  },
  'GET /api/session/oidc/callback': {
    tag: 'session',
    summary: 'Come back from the provider',
    description: 'Its parameters are the provider’s own (OpenID Connect Core, section 3.1.2.5).',
    leadsTo: '`/console/`, signed in; or `/console/#problem=<code>`.',
    problems: ['http/too-many'],
  },
  'POST /api/enrolment/options': {
    tag: 'session',
    summary: 'Begin to enrol with a code',
    body: EnrolmentRequest,
    answer: PasskeyCreationOptions,
    problems: [
      'operators/malformed-request',
      'console/unknown-code',
      'console/foreign-page',
      'console/no-name',
      'http/too-many',
    ],
  },
  'POST /api/enrolment': {
    tag: 'session',
    summary: 'Enrol with a new passkey, and be signed in',
    body: PasskeyRegistration,
    answer: SessionState,
    problems: [
      ...ofAnswers,
      'console/unknown-code',
      'console/known-passkey',
      'console/foreign-page',
      'http/too-many',
    ],
  },
  'GET /api/session/passkeys': {
    tag: 'session',
    summary: "One's own passkeys",
    answer: v.array(Passkey),
    problems: ['console/no-account'],
  },
  'POST /api/session/passkeys/options': {
    tag: 'session',
    summary: "Begin to add a passkey to one's account",
    answer: PasskeyCreationOptions,
    problems: ['console/no-account', 'console/of-provider', 'console/too-many-passkeys', 'console/no-name'],
  },
  'POST /api/session/passkeys': {
    tag: 'session',
    summary: "Add a passkey to one's account",
    body: PasskeyRegistration,
    answer: Passkey,
    problems: [...ofAnswers, 'console/no-account', 'console/of-provider', 'console/known-passkey'],
  },
  'POST /api/session/passkeys/:id/remove': {
    tag: 'session',
    summary: "Remove one of one's own passkeys",
    params: v.strictObject({ id: Uuid }),
    answer: v.array(Passkey),
    problems: ['console/no-account', 'console/unknown-passkey', 'console/last-passkey'],
  },
});
