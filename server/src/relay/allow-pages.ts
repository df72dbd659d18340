import type { FastifyInstance } from 'fastify';

/**
 * Lets pages of any address ask a relay over HTTP: people may choose another relay than the one their pages come from. No cookie and no
 * credential goes along; what is asked for is known by its id, and what is put is signed.
 */
export function allowPages(server: FastifyInstance): void {
  server.addHook('onRequest', async ({ url, method }, reply) => {
    if (!url.startsWith('/api/sync/')) return;
    reply.header('access-control-allow-origin', '*');
    if (method !== 'OPTIONS') return;
    reply
      .header('access-control-allow-methods', 'GET, POST')
      .header('access-control-allow-headers', 'content-type')
      .header('access-control-max-age', '7200');
    return reply.code(204).send();
  });
}
