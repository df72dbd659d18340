import { sql } from 'drizzle-orm';
import type { Database } from '../../database/connect.ts';

const tables = {
  round: 'parlour.round',
  round_state: 'parlour.round_state',
  round_message: 'parlour.round_message',
  unmask_part: 'parlour.unmask_part',
  job: 'graphile_worker._private_jobs',
} as const;

/** Where a transaction can be killed: when it touches a table, when it adds a job, when it commits. */
export type KillPoint = keyof typeof tables | 'commit';

/** Kills connections of a test's database from within, at a chosen point of whatever transaction gets there first. */
export interface Killer {
  at(point: KillPoint): Promise<void>;
  never(): Promise<void>;
}

export async function killer(database: Database): Promise<Killer> {
  await database.execute(sql`create table if not exists public.kill_at (point text)`);
  await database.execute(sql`
    create or replace function public.kill() returns trigger language plpgsql as $$ begin
      if exists (select from public.kill_at where point = tg_argv[0]) then
        perform pg_terminate_backend(pg_backend_pid());
      end if;
      return null;
    end $$`);
  for (const [point, table] of Object.entries(tables)) {
    await database.execute(
      sql.raw(`create or replace trigger kill after insert or update or delete on ${table}
        for each row execute function public.kill('${point}')`),
    );
  }
  for (const table of [tables.round, tables.unmask_part]) {
    await database.execute(sql.raw(`drop trigger if exists kill_commit on ${table}`));
    await database.execute(
      sql.raw(`create constraint trigger kill_commit after insert or update on ${table}
        deferrable initially deferred for each row execute function public.kill('commit')`),
    );
  }
  const never = async () => void (await database.execute(sql`delete from public.kill_at`));
  return {
    never,
    async at(point) {
      await never();
      await database.execute(sql`insert into public.kill_at values (${point})`);
    },
  };
}
