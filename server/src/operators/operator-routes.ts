import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import rateLimit from '@fastify/rate-limit';
import { type ApiRoute, operatorApi } from '@parlour/wire/api';
import type { FastifyInstance } from 'fastify';
import { type Handler, type Handlers, serveRoute } from '../api/serve-route.ts';
import { auditRoutes } from '../audit/audit-routes.ts';
import { accountRoutes } from '../console-access/account-routes.ts';
import type { Identify } from '../console-access/identify.ts';
import { httpError } from '../problems/http-error.ts';
import { defaultLegTimes } from '../rounds/leg-times.ts';
import { placeKey } from '../tokens/place-key.ts';
import { bundleHandlers } from './bundle-handlers.ts';
import { catalogueHandlers } from './catalogue-handlers.ts';
import { healthHandlers } from './health-handlers.ts';
import { inviteHandlers } from './invite-handlers.ts';
import { jobHandlers } from './job-handlers.ts';
import { modelHandlers } from './model-handlers.ts';
import type { OperatorOptions } from './operator-options.ts';
import { roundHandlers } from './round-handlers.ts';
import { scheduleHandlers } from './schedule-handlers.ts';

export interface OperatorRoutes extends Omit<OperatorOptions, 'times'> {
  readonly identify: Identify;
  readonly times?: OperatorOptions['times'];
  /** Requests of nobody known that one place may make a minute, of each replica; 30 by default. */
  readonly strangersAMinute?: number;
}

/** A bundle of 64 queries with the longest purposes. */
const mostBytes = 128 * 1024;
const mostPlaces = 10_000;

/** Everything that operators do. To be registered under `/api/operator`, guarded by `guardRoutes`. */
export async function operatorRoutes(server: FastifyInstance, options: OperatorRoutes): Promise<void> {
  const { identify, frame, strangersAMinute = 30, times = defaultLegTimes } = options;
  const secret = randomBytes(32);
  await server.register(rateLimit, {
    max: strangersAMinute,
    timeWindow: 60_000,
    cache: mostPlaces,
    allowList: async (request) => (await identify(request)).kind !== 'nobody',
    keyGenerator: ({ ip }) => placeKey(secret, ip),
    errorResponseBuilder: () => httpError('too-many'),
  });
  server.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    // Of a file that is refused, the rest is not waited for.
    if (reply.statusCode >= 400) reply.header('connection', 'close');
  });
  // Files go to disk as they come; whoever takes one holds it to its limit.
  server.addContentTypeParser('application/octet-stream', (_request, body: IncomingMessage, done) => {
    done(null, body);
  });
  const working: OperatorOptions = { ...options, times };
  const handlers: Handlers<typeof operatorApi> = {
    ...healthHandlers(working),
    ...bundleHandlers(working),
    ...roundHandlers(working),
    ...scheduleHandlers(working),
    ...inviteHandlers(working),
    ...jobHandlers(working),
    ...catalogueHandlers(working),
    ...modelHandlers(working),
  };
  for (const [name, route] of Object.entries<ApiRoute>(operatorApi)) {
    const handle = handlers[name as keyof typeof operatorApi] as Handler<ApiRoute>;
    serveRoute(server, name, route, handle, { bodyLimit: mostBytes });
  }
  accountRoutes(server, frame.database);
  await server.register(auditRoutes, { database: frame.database });
}
