import type { FastifyInstance } from 'fastify';

/**
 * Logs route, status and duration (milliseconds) of each request, and nothing that tells who asked: no address, no user
 * agent, no query, no path parameters.
 */
export function logAccess(server: FastifyInstance): void {
  server.addHook('onResponse', async (request, reply) => {
    server.log.info({
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
  });
}
