import { type SQL, sql } from 'drizzle-orm';

/** How large the database is and how busy. */
export interface DatabaseFigures {
  readonly bytes: number;
  readonly connections: number;
  readonly mostConnections: number;
  readonly version: string;
  /** Migrations that it has gone through. */
  readonly migrations: number;
}

/** `DatabaseFigures` as a JSON expression. */
export const databaseFigures: SQL = sql`(
  select json_build_object(
    'bytes', pg_database_size(current_database()),
    'connections', (select count(*)::int from pg_stat_activity where datname = current_database()),
    'mostConnections', current_setting('max_connections')::int,
    'version', current_setting('server_version'),
    'migrations', (select count(*)::int from parlour.migration)))`;
