import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import { operatorError } from '../operators/operator-error.ts';
import type { MayReadMetrics } from './metrics-access.ts';

/** `/metrics`, in the text form of Prometheus, for whoever may read it. */
export function serveMetrics(server: FastifyInstance, registry: Registry, mayRead: MayReadMetrics): void {
  server.get('/metrics', async (request, reply) => {
    if (!mayRead(request)) {
      reply.header('www-authenticate', 'Bearer');
      throw operatorError('no-metrics-token');
    }
    return reply
      .type(registry.contentType)
      .header('cache-control', 'no-store')
      .send(await registry.metrics());
  });
}
