import { sql } from 'drizzle-orm';
import type { Database } from '../database/connect.ts';

/** What is no answer to a request: signs of life, and counts of what was refused. */
const passing = ['waiting', 'process', 'round_outcome'];

/** Every table of ours, and the queue's jobs, by a hash over all that is in them. */
export async function stored(database: Database): Promise<Record<string, string>> {
  const { rows } = await database.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'parlour' order by 1`,
  );
  const tables = rows.filter(({ name }) => !passing.includes(name)).map(({ name }) => `parlour.${name}`);
  const hashes: Record<string, string> = {};
  for (const table of [...tables, 'graphile_worker._private_jobs']) {
    const all = await database.execute<{ hash: string }>(
      sql.raw(`select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by t::text)), '') as hash
        from ${table} as t`),
    );
    hashes[table] = all.rows[0].hash;
  }
  return hashes;
}
