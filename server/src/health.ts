import { access } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import type { Database } from './database/connect.ts';
import { httpError } from './problems/http-error.ts';

/** Milliseconds that the database may think about the simplest question. */
const patience = 2_000;

/** `/healthz`: the process answers. `/readyz`: the files that it serves are there, and its database answers. */
export function serveHealth(
  server: FastifyInstance,
  parts: {
    /** Paths of files without which it has nothing to serve. */
    readonly files: readonly string[];
    readonly database: Database;
  },
): void {
  server.get('/healthz', async () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    try {
      await Promise.all(parts.files.map((file) => access(file)));
    } catch {
      return reply.code(503).send({ status: 'not ready' });
    }
    await answersInTime(parts.database).catch((error: unknown) => {
      throw httpError('unavailable', { cause: error });
    });
    return { status: 'ready' };
  });
}

async function answersInTime(database: Database): Promise<void> {
  const over = new AbortController();
  const tooLate = pause(patience, undefined, { signal: over.signal }).then(() => {
    throw new Error('The database does not answer.');
  });
  try {
    await Promise.race([database.execute(sql`select`), tooLate]);
  } finally {
    over.abort();
    tooLate.catch(() => undefined);
  }
}
