import type { FastifyInstance } from 'fastify';
import { apiDocument } from './api-document.ts';
import { apiTables } from './api-tables.ts';

/** `GET /api/openapi.json`: the API, documented by what checks it. */
export function serveApiDocument(server: FastifyInstance): void {
  const document = apiDocument(apiTables);
  server.get('/api/openapi.json', async (_request, reply) => {
    reply.header('cache-control', 'no-cache');
    return document;
  });
}
