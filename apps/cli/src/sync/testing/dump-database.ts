import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import type { DataFolder } from '../../data-folder.ts';
import { openDatabase } from '../../start/open-database.ts';

/** Every value of every table of ours, bytes as they are: also what the database compresses on its disk. */
export async function dumpTables(data: DataFolder): Promise<Buffer> {
  const opened = await openDatabase(data, false);
  try {
    const { rows: tables } = await opened.database.execute<{ name: string }>(
      sql`select format('%I.%I', table_schema, table_name) as name from information_schema.tables
        where table_schema in ('parlour', 'graphile_worker') and table_type = 'BASE TABLE'`,
    );
    const values: Buffer[] = [];
    for (const { name } of tables) {
      const { rows } = await opened.database.execute<Record<string, unknown>>(
        sql`select * from ${sql.raw(name)}`,
      );
      for (const row of rows)
        for (const value of Object.values(row))
          values.push(Buffer.isBuffer(value) ? value : Buffer.from(String(value)), Buffer.from('\n'));
    }
    return Buffer.concat(values);
  } finally {
    await opened.close();
  }
}

/** Every file of the data folder, the database's log and what it has deleted there included. */
export async function* dataFiles({ root }: DataFolder): AsyncGenerator<Buffer> {
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) yield await readFile(join(entry.parentPath, entry.name));
  }
}
