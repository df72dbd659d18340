import { randomBytes } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import { EnrolmentRequest, PasskeyAssertion, PasskeyRegistration, type SessionState } from '@parlour/wire';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { appendAudit } from '../audit/append-audit.ts';
import type { Database } from '../database/connect.ts';
import { readBody } from '../operators/read-body.ts';
import { httpError } from '../problems/http-error.ts';
import { placeKey } from '../tokens/place-key.ts';
import { enrol, enrolmentOptions } from './enrol.ts';
import type { Identify } from './identify.ts';
import { actorOf } from './identity.ts';
import { pageOrigin } from './own-origin.ts';
import { ownPasskeyRoutes } from './own-passkey-routes.ts';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from './session-cookie.ts';
import { sessionState } from './session-state.ts';
import { endSession, mostSeconds, sessionHashOf } from './sessions.ts';
import { signIn, signInOptions } from './sign-in.ts';

export interface SessionRoutes {
  readonly database: Database;
  readonly identify: Identify;
  /** The origin of the console's pages, where one is configured. */
  readonly origin?: string;
  readonly oidc: SessionState['oidc'];
  /** Attempts that one place may make a minute, of each replica; 30 by default. */
  readonly attemptsAMinute?: number;
}

const mostPlaces = 10_000;
/** Questions whether one is signed in, of each attempt to be: a page asks at its start and goes on asking. */
const questions = 10;

/** Signing in and out of the console. To be registered under `/api`, guarded. */
export async function sessionRoutes(server: FastifyInstance, options: SessionRoutes): Promise<void> {
  const { database, identify, origin, oidc, attemptsAMinute = 30 } = options;
  const secret = randomBytes(32);
  await server.register(rateLimit, {
    max: attemptsAMinute,
    timeWindow: 60_000,
    cache: mostPlaces,
    allowList: async (request) => (await identify(request)).kind !== 'nobody',
    keyGenerator: ({ ip }) => placeKey(secret, ip),
    errorResponseBuilder: () => httpError('too-many'),
  });
  server.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });

  /** Whatever session the browser had before ends, and the new one has an id of its own. */
  const begin = async (request: FastifyRequest, reply: FastifyReply, id: string): Promise<SessionState> => {
    const before = readSessionCookie(request);
    if (before !== undefined) await endSession(database, sessionHashOf(before));
    setSessionCookie(reply, id, mostSeconds);
    return sessionState(database, id, oidc);
  };

  server.get('/session', { config: { rateLimit: { max: questions * attemptsAMinute } } }, (request) =>
    sessionState(database, readSessionCookie(request), oidc),
  );
  server.post('/session/end', async (request, reply) => {
    const { identity } = request;
    if (identity.kind === 'account') {
      const { sessionHash, session } = identity;
      await database.transaction(async (transaction) => {
        await endSession(transaction, sessionHash);
        const actor = actorOf(identity);
        await appendAudit(transaction, { actor, action: 'account/sign-out', subject: session.account.id });
      });
    }
    clearSessionCookie(reply);
    return sessionState(database, undefined, oidc);
  });

  server.post('/session/passkey/options', (request) => signInOptions(database, pageOrigin(request, origin)));
  server.post('/session/passkey', async (request, reply) =>
    begin(request, reply, await signIn(database, readBody(PasskeyAssertion, request.body))),
  );
  server.post('/enrolment/options', (request) =>
    enrolmentOptions(database, pageOrigin(request, origin), readBody(EnrolmentRequest, request.body)),
  );
  server.post('/enrolment', async (request, reply) =>
    begin(request, reply, await enrol(database, readBody(PasskeyRegistration, request.body))),
  );

  await server.register(ownPasskeyRoutes, { database, origin });
}
