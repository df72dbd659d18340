import type { FastifyInstance } from 'fastify';
import { httpError } from './http-error.ts';

/**
 * Refuses, with a problem, what still comes over open connections while a server is being stopped; what was begun is ended. The server needs
 * `return503OnClosing: false`, for Fastify's own refusal is none.
 */
export function refuseWhileClosing(server: FastifyInstance): void {
  let isClosing = false;
  server.addHook('preClose', async () => void (isClosing = true));
  server.addHook('onRequest', async () => {
    if (isClosing) throw httpError('closing');
  });
}
