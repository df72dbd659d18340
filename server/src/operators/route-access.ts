/**
 * Who may use a route. `anyone`: public files and what is needed to begin. `admitted`: whoever's body carries an invite's
 * code. `device`: whoever's message is signed by a one-time key that a token vouches for, or asks by such a key for what
 * concerns it. `room`: whoever has the key that the room's id was made of, and signs the relay's challenge with it. `writer`:
 * whoever's message is signed by a key that the mailbox knows for a writer's, or by the one its id was made of. `session`: anyone too, to sign in and out and to ask whether they are. `viewer`: whoever is signed in to the
 * console, in either role, or bears the operator's credential. `account`: whoever is signed in, in either role. `operator`:
 * whoever is signed in as an operator, or bears the credential. `scraper`: whoever bears the token of the metrics, or comes
 * from the server's own machine.
 */
export type Access =
  | 'anyone'
  | 'admitted'
  | 'device'
  | 'room'
  | 'writer'
  | 'session'
  | 'viewer'
  | 'account'
  | 'operator'
  | 'scraper';

/** Every route of the server and its authorisation. A route that is not in here cannot be registered. */
export const routeAccess: Readonly<Record<string, Access>> = {
  'GET /healthz': 'anyone',
  'GET /readyz': 'anyone',
  'GET /metrics': 'scraper',
  'GET /*': 'anyone',
  'GET /console': 'anyone',
  'GET /console/*': 'anyone',
  'GET /catalogue/*': 'anyone',
  'GET /api/openapi.json': 'anyone',
  'GET /api/directory': 'anyone',
  'GET /api/bundles': 'anyone',
  'GET /api/bundles/:hash/announcement': 'anyone',
  'GET /v1/clusters/:id/feed': 'anyone',
  'POST /api/tokens': 'admitted',
  'POST /api/rounds/:id/messages': 'device',
  'GET /api/rounds/:id/next/:kind': 'device',
  'GET /api/sync/rooms/:id': 'room',
  'GET /api/sync/mailboxes/:id': 'anyone',
  'POST /api/sync/mailboxes/:id': 'writer',
  'POST /api/sync/mailboxes/:id/erase': 'writer',
  'GET /api/sync/rendezvous/:id/:side/:turn': 'anyone',
  'POST /api/sync/rendezvous/:id/:side/:turn': 'anyone',
  'GET /api/operator/status': 'viewer',
  'GET /api/operator/health': 'viewer',
  'GET /api/operator/bundles': 'viewer',
  'POST /api/operator/bundles': 'operator',
  'POST /api/operator/bundles/cost': 'viewer',
  'POST /api/operator/bundles/:hash/retire': 'operator',
  'POST /api/operator/bundles/:hash/demand': 'operator',
  'GET /api/operator/rounds': 'viewer',
  'POST /api/operator/rounds': 'operator',
  'GET /api/operator/rounds/:id': 'viewer',
  'GET /api/operator/rounds/:id/sum': 'viewer',
  'POST /api/operator/rounds/:id/abort': 'operator',
  'GET /api/operator/schedules': 'viewer',
  'POST /api/operator/schedules': 'operator',
  'POST /api/operator/schedules/:id/switch': 'operator',
  'DELETE /api/operator/schedules/:id': 'operator',
  'GET /api/operator/invites': 'viewer',
  'POST /api/operator/invites': 'operator',
  'POST /api/operator/invites/:id/revoke': 'operator',
  'GET /api/operator/jobs': 'viewer',
  'GET /api/operator/jobs/:id': 'viewer',
  'GET /api/operator/jobs/:id/rejected': 'viewer',
  'POST /api/operator/jobs/:id/cancel': 'operator',
  'POST /api/operator/imports': 'operator',
  'POST /api/operator/catalogue/publish': 'operator',
  'GET /api/operator/sources': 'viewer',
  'POST /api/operator/sources': 'operator',
  'POST /api/operator/sources/:id/refresh': 'operator',
  'DELETE /api/operator/sources/:id': 'operator',
  'GET /api/operator/models': 'viewer',
  'POST /api/operator/models': 'operator',
  'POST /api/operator/models/train': 'operator',
  'POST /api/operator/models/:id/promote': 'operator',
  'POST /api/operator/models/roll-back/:kind': 'operator',
  'GET /api/session': 'session',
  'POST /api/session/end': 'session',
  'POST /api/session/passkey/options': 'session',
  'POST /api/session/passkey': 'session',
  'GET /api/session/oidc/start': 'anyone',
  'GET /api/session/oidc/callback': 'anyone',
  'GET /api/taking-part': 'anyone',
  'GET /api/admission/oidc/start': 'anyone',
  'GET /api/admission/oidc/callback': 'anyone',
  'POST /api/enrolment/options': 'session',
  'POST /api/enrolment': 'session',
  'GET /api/session/passkeys': 'account',
  'POST /api/session/passkeys/options': 'account',
  'POST /api/session/passkeys': 'account',
  'POST /api/session/passkeys/:id/remove': 'account',
  'GET /api/operator/accounts': 'viewer',
  'POST /api/operator/accounts/:id/role': 'operator',
  'POST /api/operator/accounts/:id/remove': 'operator',
  'POST /api/operator/accounts/:id/passkeys/:passkey/remove': 'operator',
  'GET /api/operator/enrolments': 'viewer',
  'POST /api/operator/enrolments': 'operator',
  'POST /api/operator/enrolments/:id/withdraw': 'operator',
  'GET /api/operator/audit': 'viewer',
  'GET /api/operator/audit/export': 'viewer',
};
