import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { Registry } from 'prom-client';
import { logAccess } from '../access-log.ts';
import type { Database } from '../database/connect.ts';
import type { Notifications } from '../database/notifications.ts';
import { serveHealth } from '../health.ts';
import { measureServer, type MetricsOptions } from '../metrics/measure-server.ts';
import { guardRoutes } from '../operators/guard-routes.ts';
import { answerElsewhere, answerProblems } from '../problems/answer-problems.ts';
import { refuseWhileClosing } from '../problems/refuse-while-closing.ts';
import { securityHeaders } from '../security-headers.ts';
import { traceRequests } from '../tracing/trace-requests.ts';
import type { RelayQuotas } from './relay-quotas.ts';
import { serveRelay } from './serve-relay.ts';

export interface RelayServerOptions extends MetricsOptions {
  /** Connection to the migrated database. */
  readonly database: Database;
  readonly notifications: Pick<Notifications, 'on'>;
  /** As `ServerOptions.proxies`. */
  readonly proxies?: string;
  readonly quotas?: Partial<RelayQuotas>;
  /** Addresses under which devices reach it, such as `https://relay.example`; none: on this machine alone. */
  readonly origins?: readonly string[];
  /** pino level; `silent` in tests. */
  readonly logLevel?: string;
  readonly logTo?: { write(line: string): void };
}

/** A relay alone: its rooms, mailboxes and pairings, health and metrics, and nothing else; not yet listening. */
export async function createRelayServer(options: RelayServerOptions): Promise<FastifyInstance> {
  const { database, notifications, registry = new Registry(), quotas } = options;
  const server = Fastify({
    logger: {
      level: options.logLevel ?? 'info',
      base: null,
      ...(options.logTo && { stream: options.logTo }),
    },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 16 * 1024,
    trustProxy: options.proxies ?? false,
    return503OnClosing: false,
  });
  server.addHook('onSend', async (_request, reply) => {
    reply.headers(securityHeaders);
  });
  answerProblems(server);
  answerElsewhere(server);
  refuseWhileClosing(server);
  logAccess(server);
  traceRequests(server);
  server.removeContentTypeParser('text/plain');
  guardRoutes(server, { identify: async () => ({ kind: 'nobody' }) });
  serveHealth(server, { files: [], database });
  measureServer(server, { ...options, registry });
  const { origins = [] } = options;
  await serveRelay(server, { database, notifications, registry, origins, ...(quotas && { quotas }) });
  return server;
}
