import type { TakingPart } from '@parlour/wire';
import type { FastifyInstance } from 'fastify';

/** `GET /api/taking-part`: how a device takes part here, the same for everybody. */
export function serveTakingPart(server: FastifyInstance, takingPart: TakingPart): void {
  server.get('/api/taking-part', async (_request, reply): Promise<TakingPart> => {
    reply.header('cache-control', 'public, max-age=60');
    return takingPart;
  });
}
