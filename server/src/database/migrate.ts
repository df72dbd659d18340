import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator';
import { Logger, runMigrations } from 'graphile-worker';
import { Client, Pool } from 'pg';
import { type DatabaseAddress, surviving } from './connect.ts';

/** The folder of all migrations: SQL by drizzle-kit, forward only, never edited once published. */
export const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));

/** "parlour", of our own choice: whoever migrates holds this advisory lock. */
const migrationLock = 0x7061726c;

/**
 * Brings the database to the newest version: all missing migrations in one transaction, then the queue's own tables,
 * under an advisory lock, so that replicas that start together do it once. Does nothing where nothing is missing.
 */
export async function migrate(address: DatabaseAddress, folder = migrationsFolder): Promise<void> {
  const client = new Client({ ...address, application_name: 'parlour migrate' });
  // A connection that breaks is told by the query that it breaks.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await applyMigrations(drizzle(client), {
      migrationsFolder: folder,
      migrationsSchema: 'parlour',
      migrationsTable: 'migration',
    });
    await migrateQueue(address);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function migrateQueue(address: DatabaseAddress): Promise<void> {
  const pgPool = surviving(new Pool({ ...address, max: 2 }));
  try {
    await runMigrations({ pgPool, logger: new Logger(() => () => undefined) });
  } finally {
    await pgPool.end();
  }
}
