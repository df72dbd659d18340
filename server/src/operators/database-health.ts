import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Health } from '@parlour/wire/api';
import { sql } from 'drizzle-orm';
import * as v from 'valibot';
import type { Queries } from '../database/connect.ts';
import { migrationsFolder } from '../database/migrate.ts';

const Journal = v.object({ entries: v.array(v.object({ tag: v.string() })) });

/** How large the database is, how busy, and whether it is of this version. */
export async function databaseHealth(queries: Queries): Promise<Health['database']> {
  const { rows } = await queries.execute<{
    bytes: number;
    connections: number;
    most: number;
    version: string;
    applied: number;
  }>(sql`
    select pg_database_size(current_database())::float8 as bytes,
      (select count(*)::int from pg_stat_activity where datname = current_database()) as connections,
      current_setting('max_connections')::int as most,
      current_setting('server_version') as version,
      (select count(*)::int from parlour.migration) as applied`);
  const [{ bytes, connections, most, version, applied }] = rows;
  const journal = await readFile(join(migrationsFolder, 'meta', '_journal.json'), 'utf8');
  const { entries } = v.parse(Journal, JSON.parse(journal));
  return {
    bytes,
    connections,
    mostConnections: most,
    version,
    migration: {
      name: entries[Math.min(applied, entries.length) - 1]?.tag ?? 'unknown',
      applied,
      missing: Math.max(0, entries.length - applied),
    },
  };
}
