import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';

/** `/healthz`: the process answers. `/readyz`: it has a viewer and a catalogue to serve. */
export function serveHealth(
  server: FastifyInstance,
  folders: { readonly viewerFolder: string; readonly catalogueFolder: string },
): void {
  server.get('/healthz', async () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    try {
      await access(join(folders.viewerFolder, 'index.html'));
      await access(join(folders.catalogueFolder, 'manifest.json'));
    } catch {
      return reply.code(503).send({ status: 'not ready' });
    }
    return { status: 'ready' };
  });
}
