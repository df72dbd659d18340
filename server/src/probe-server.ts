import Fastify, { type FastifyInstance, LogController } from 'fastify';
import type { Database } from './database/connect.ts';
import { serveHealth } from './health.ts';
import { measureServer, type MetricsOptions } from './metrics/measure-server.ts';
import { answerElsewhere, answerProblems } from './problems/answer-problems.ts';

/** `/healthz`, `/readyz` and `/metrics` of a process that serves nobody, such as a queue worker; not yet listening. */
export function createProbeServer(
  options: MetricsOptions & { readonly database: Database; readonly folder?: string },
): FastifyInstance {
  const server = Fastify({
    logger: false,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 1024,
    trustProxy: false,
  });
  answerProblems(server);
  answerElsewhere(server);
  serveHealth(server, { files: [], database: options.database });
  measureServer(server, options);
  return server;
}
