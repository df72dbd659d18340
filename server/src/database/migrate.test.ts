import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect, type Database } from './connect.ts';
import { migrate, migrationsFolder } from './migrate.ts';
import { type FreshDatabase, freshDatabase } from './testing/fresh-database.ts';

interface Journal {
  readonly entries: readonly { readonly tag: string }[];
}

const journal = JSON.parse(
  await readFile(join(migrationsFolder, 'meta', '_journal.json'), 'utf8'),
) as Journal;

let fresh: FreshDatabase;
let database: Database;
let folder: string;

beforeEach(async () => {
  fresh = await freshDatabase('empty');
  database = connect(fresh.address);
  folder = await mkdtemp(join(tmpdir(), 'parlour-migrations-'));
});

afterEach(async () => {
  await database.$client.end();
  await fresh.drop();
  await rm(folder, { recursive: true, force: true });
});

/** Everything that PostgreSQL knows of our tables: columns, constraints, indexes. */
async function shape(): Promise<unknown> {
  const columns = await database.execute(sql`
    select c.relname, a.attname, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull, a.attstorage, a.attidentity,
      pg_get_expr(d.adbin, d.adrelid) as preset
    from pg_attribute a
    join pg_class c on c.oid = a.attrelid and c.relkind = 'r' and c.relnamespace = 'parlour'::regnamespace
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where a.attnum > 0 and not a.attisdropped order by 1, 2`);
  const constraints = await database.execute(sql`
    select conrelid::regclass::text as of, conname, pg_get_constraintdef(oid) as says
    from pg_constraint where connamespace = 'parlour'::regnamespace order by 1, 2`);
  const indexes = await database.execute(sql`
    select indexdef from pg_indexes where schemaname = 'parlour' order by 1`);
  return [columns.rows, constraints.rows, indexes.rows];
}

/** Rows of every table that the first version had, as they may lie in any version. */
async function fill(): Promise<void> {
  await database.execute(sql`
    insert into parlour.aggregator_key values (1, ${zeros(32)}, ${zeros(32)});
    insert into parlour.token_epoch values ('2026-w47', 'key', 'key', now(), now() + interval '1 week');
    insert into parlour.bundle (hash, signed, audience, cohort_size, minimum_reports) values (${zeros(32)}, '', 'people', 60, 50);
    insert into parlour.round (id, bundle_hash, token_epoch, token_keys_hash, setup, announcement, phase, leg_closes_at)
      values (${zeros(32)}, ${zeros(32)}, '2026-w47', '', '', '', 'reporting', now());
    insert into parlour.round_message (round_id, kind, sender_key, signature, body) values (${zeros(32)}, 5, ${zeros(32)}, ${zeros(64)}, 'report');
    insert into parlour.round_state values (${zeros(32)}, 'reporting', 'state');
    insert into parlour.unmask_part values (${zeros(32)}, 'job', '');
    insert into parlour.waiting values (gen_random_uuid(), ${zeros(32)}, 7, now());
    insert into parlour.invite (code_hash, expires_at) values (${zeros(32)}, now());
    insert into parlour.issuance values (gen_random_uuid(), '2026-w47', ${zeros(32)}, '');
    insert into parlour.token_use (signing_key, epoch, round_id) values (${zeros(32)}, '2026-w47', ${zeros(32)})`);
}
const zeros = (bytes: number) => sql.raw(`decode(repeat('00', ${bytes}), 'hex')`);

/** Rows of each table of `fill`. */
const kept = async () => {
  const tables =
    'aggregator_key token_epoch bundle round round_message round_state unmask_part waiting invite issuance token_use';
  const counts = tables.split(' ').map((table) => `(select count(*)::int from parlour.${table})`);
  const { rows } = await database.execute<{ counts: number[] }>(
    sql.raw(`select array[${counts.join(', ')}] as counts`),
  );
  return rows[0].counts;
};

const applied = async () =>
  (await database.execute(sql`select id from parlour.migration order by id`)).rows.length;

describe('migrations', () => {
  it.each(journal.entries.map(({ tag }, index) => [tag, index + 1] as const))(
    'lead from %s to the newest version as they lead there from nothing, and keep what is there',
    async (_tag, count) => {
      await cp(migrationsFolder, folder, { recursive: true });
      const until = { ...journal, entries: journal.entries.slice(0, count) };
      await writeFile(join(folder, 'meta', '_journal.json'), JSON.stringify(until));
      await migrate(fresh.address, folder);
      expect(await applied()).toBe(count);
      await fill();
      await migrate(fresh.address);
      expect(new Set(await kept())).toEqual(new Set([1]));
      expect(await applied()).toBe(journal.entries.length);
      const grown = await shape();
      await database.execute(sql`drop schema parlour cascade`);
      await migrate(fresh.address);
      expect(await shape()).toEqual(grown);
    },
  );

  it('are applied once by replicas that start together', async () => {
    await Promise.all([migrate(fresh.address), migrate(fresh.address), migrate(fresh.address)]);
    expect(await applied()).toBe(journal.entries.length);
  });

  it('are all or nothing', async () => {
    await cp(migrationsFolder, folder, { recursive: true });
    const last = join(folder, `${journal.entries.at(-1)?.tag}.sql`);
    const text = await readFile(last, 'utf8');
    await writeFile(last, `${text}\n--> statement-breakpoint\nselect no_such_function();`);
    await expect(migrate(fresh.address, folder)).rejects.toThrow('no_such_function');
    expect(await applied()).toBe(0);
    await migrate(fresh.address);
    expect(await applied()).toBe(journal.entries.length);
  });

  it('store masks and reports without trying to compress them', async () => {
    await migrate(fresh.address);
    const { rows } = await database.execute(
      sql`select attstorage from pg_attribute where attrelid = 'parlour.round_message'::regclass and attname = 'body'`,
    );
    expect(rows).toEqual([{ attstorage: 'e' }]);
  });
});
