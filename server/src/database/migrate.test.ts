import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Database } from './connect.ts';
import { round } from './schema/rounds.ts';
import { freshDatabase, type FreshDatabase } from './testing/fresh-database.ts';

let fresh: FreshDatabase;
let database: Database;

beforeAll(async () => {
  fresh = await freshDatabase();
  database = connect(fresh.address);
});

afterAll(async () => {
  await database.$client.end();
  await fresh.drop();
});

describe('a migrated database', () => {
  it('has the tables, empty', async () => {
    expect(await database.select().from(round)).toEqual([]);
  });

  it('keeps incompressible bytes as they are', async () => {
    const { rows } = await database.execute<{ storage: string }>(
      sql`select attstorage as storage from pg_attribute where attrelid = 'parlour.round_message'::regclass and attname = 'body'`,
    );
    expect(rows).toEqual([{ storage: 'e' }]);
  });
});
