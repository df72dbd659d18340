import { randomBytes } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { readSessionCookie, setSessionCookie } from '../console-access/session-cookie.ts';
import { endSession, mostSeconds, sessionHashOf } from '../console-access/sessions.ts';
import type { Database } from '../database/connect.ts';
import { httpError } from '../problems/http-error.ts';
import { placeKey } from '../tokens/place-key.ts';
import { consoleLogIn } from './console-log-in.ts';
import { makeLogInCode, personOf } from './log-in-codes.ts';
import { logInError } from './log-in-error.ts';
import { logInPages } from './log-in-pages.ts';
import type { LogInSettings } from './log-in-settings.ts';
import { provider } from './provider.ts';

export interface LogInRoutes {
  readonly database: Database;
  /** Origin of this server, as providers know it. */
  readonly origin?: string;
  readonly logIn: LogInSettings;
  /** Attempts that one place may make a minute, of each replica; 30 by default. */
  readonly attemptsAMinute?: number;
}

const mostPlaces = 10_000;
const consoleCallback = '/api/session/oidc/callback';
const admissionCallback = '/api/admission/oidc/callback';

/** Log-ins at providers, of operators and of people. To be registered under `/api`, guarded. */
export async function logInRoutes(server: FastifyInstance, options: LogInRoutes): Promise<void> {
  const { database, origin, logIn, attemptsAMinute = 30 } = options;
  const secret = randomBytes(32);
  await server.register(rateLimit, {
    max: attemptsAMinute,
    timeWindow: 60_000,
    cache: mostPlaces,
    keyGenerator: ({ ip }) => placeKey(secret, ip),
    errorResponseBuilder: () => httpError('too-many'),
  });
  server.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });
  const none = async () => {
    throw logInError('no-provider');
  };

  const people = consolePages();
  server.get('/session/oidc/start', people?.start ?? none);
  server.get('/session/oidc/callback', people?.back ?? none);
  const devices = admissionPages();
  server.get('/admission/oidc/start', devices?.start ?? none);
  server.get('/admission/oidc/callback', devices?.back ?? none);

  function consolePages() {
    const settings = logIn.console;
    if (settings === undefined || origin === undefined) return undefined;
    return logInPages({
      database,
      origin,
      purpose: 'console',
      provider: provider(settings.provider),
      callback: consoleCallback,
      page: '/console/',
      isNamed: true,
      onVouched: async (vouched, request, reply) => {
        const { provider: of, roles } = settings;
        const session = await consoleLogIn(database, { settings: of, roles }, vouched);
        const before = readSessionCookie(request);
        if (before !== undefined) await endSession(database, sessionHashOf(before));
        setSessionCookie(reply, session, mostSeconds);
        return '';
      },
    });
  }

  function admissionPages() {
    const settings = logIn.admission;
    if (settings === undefined || origin === undefined) return undefined;
    return logInPages({
      database,
      origin,
      purpose: 'admission',
      provider: provider(settings.provider),
      callback: admissionCallback,
      page: '/',
      isNamed: false,
      onVouched: async ({ subject }) =>
        `admission=${await makeLogInCode(database, personOf(settings.provider, subject))}`,
    });
  }
}
