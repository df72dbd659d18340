import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/**
 * The published snapshot at `/catalogue/`. Content-hashed files never change and are cached for good; the manifest is
 * asked for again each time. Every file has its `.br` beside it, compressed at publish.
 */
export async function serveCatalogue(server: FastifyInstance, folder: string): Promise<void> {
  await server.register(fastifyStatic, {
    root: folder,
    prefix: '/catalogue/',
    decorateReply: false,
    preCompressed: true,
    index: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const changes = /manifest\.json(\.br)?$/.test(path);
      reply.header('cache-control', changes ? 'no-cache' : 'public, max-age=31536000, immutable');
    },
  });
}
