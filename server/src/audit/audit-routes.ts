import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { Queries } from '../database/connect.ts';
import { auditExport, auditPage } from './audit-log.ts';

const query = {
  schema: {
    querystring: {
      type: 'object',
      properties: {
        before: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
        limit: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
      },
    },
  },
};

/** The audit log, by pages and whole. To be registered under `/api/operator`, guarded. */
export async function auditRoutes(
  server: FastifyInstance,
  { database }: { readonly database: Queries },
): Promise<void> {
  server.get<{ Querystring: { before?: number; limit: number } }>('/audit', query, (request) =>
    auditPage(database, request.query),
  );
  server.get('/audit/export', async (_request, reply) =>
    reply
      .type('application/json')
      .header('content-disposition', 'attachment; filename="parlour-audit.json"')
      .send(Readable.from(auditExport(database))),
  );
}
