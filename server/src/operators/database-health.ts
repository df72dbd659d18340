import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Health } from '@parlour/wire/api';
import { sql } from 'drizzle-orm';
import * as v from 'valibot';
import type { Queries } from '../database/connect.ts';
import { migrationsFolder } from '../database/migrate.ts';
import { databaseFigures, type DatabaseFigures } from '../metrics/database-figures.ts';

const Journal = v.object({ entries: v.array(v.object({ tag: v.string() })) });

/** How large the database is, how busy, and whether it is of this version. */
export async function databaseHealth(queries: Queries): Promise<Health['database']> {
  const { rows } = await queries.execute<{ figures: DatabaseFigures }>(
    sql`select ${databaseFigures} as figures`,
  );
  const { migrations: applied, ...figures } = rows[0].figures;
  const journal = await readFile(join(migrationsFolder, 'meta', '_journal.json'), 'utf8');
  const { entries } = v.parse(Journal, JSON.parse(journal));
  return {
    ...figures,
    migration: {
      name: entries[Math.min(applied, entries.length) - 1]?.tag ?? 'unknown',
      applied,
      missing: Math.max(0, entries.length - applied),
    },
  };
}
