import type { FastifyInstance, FastifyRequest } from 'fastify';

/** What devices in rounds ask, and nothing else. */
const ofRounds = /^\/api\/(bundles\/[^/]+\/announcement|rounds\/[^/]+\/(messages|next\/[a-z]+))(\?|$)/;
const isOfRounds = ({ url }: Pick<FastifyRequest, 'url'>) => ofRounds.test(url);

/**
 * Lets this server's own pages read, at another address, what devices ask in rounds: a relay passes requests on and answers
 * back as they are. To a browser the relay is another site, which it asks about first (the preflight of the Fetch standard).
 * No cookie and no credential goes along.
 * @param origin of this server's pages.
 */
export function allowRelay(server: FastifyInstance, origin: string): void {
  server.addHook('onRequest', async (request, reply) => {
    if (!isOfRounds(request)) return;
    reply.header('access-control-allow-origin', origin).header('vary', 'origin');
    if (request.method !== 'OPTIONS') return;
    reply
      .header('access-control-allow-methods', 'GET, POST')
      .header('access-control-allow-headers', 'content-type')
      .header('access-control-max-age', '7200');
    return reply.code(204).send();
  });
}
