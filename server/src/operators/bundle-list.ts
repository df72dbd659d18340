import type { SignedBundle } from '@parlour/wire';
import type { FastifyInstance } from 'fastify';
import type { Database } from '../database/connect.ts';
import { openBundles } from './publish.ts';

/** `GET /api/bundles`: everything that devices are asked, signed: the same bytes for everybody. */
export function serveBundles(server: FastifyInstance, database: Database): void {
  server.get('/api/bundles', async (_request, reply): Promise<readonly SignedBundle[]> => {
    reply.header('cache-control', 'no-cache');
    return openBundles(database);
  });
}
