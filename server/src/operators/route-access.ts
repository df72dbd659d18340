/**
 * Who may use a route. `anyone`: public files and what is needed to begin. `admitted`: whoever's body carries an invite's
 * code. `device`: whoever's message is signed by a one-time key that a token vouches for, or asks by such a key for what
 * concerns it. `session`: anyone too, to sign in and out and to ask whether they are. `viewer`: whoever is signed in to the
 * console, in either role, or bears the operator's credential. `account`: whoever is signed in, in either role. `operator`:
 * whoever is signed in as an operator, or bears the credential. `scraper`: whoever bears the token of the metrics, or comes
 * from the server's own machine.
 */
export type Access =
  | 'anyone'
  | 'admitted'
  | 'device'
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
  'GET /api/directory': 'anyone',
  'GET /api/bundles': 'anyone',
  'GET /api/bundles/:hash/announcement': 'anyone',
  'POST /api/tokens': 'admitted',
  'POST /api/rounds/:id/messages': 'device',
  'GET /api/rounds/:id/next/:kind': 'device',
  'GET /api/operator/status': 'viewer',
  'GET /api/operator/bundles': 'viewer',
  'POST /api/operator/bundles': 'operator',
  'POST /api/operator/bundles/:hash/retire': 'operator',
  'GET /api/operator/rounds': 'viewer',
  'POST /api/operator/rounds': 'operator',
  'GET /api/operator/rounds/:id': 'viewer',
  'GET /api/operator/rounds/:id/sum': 'viewer',
  'POST /api/operator/rounds/:id/abort': 'operator',
  'POST /api/operator/invites': 'operator',
  'GET /api/operator/audit': 'viewer',
  'GET /api/operator/audit/export': 'viewer',
};
