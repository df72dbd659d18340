import { drizzle, type NodePgDatabase, type NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import { Pool, type PoolConfig } from 'pg';

/** The pool of one process, with drizzle on it. `$client` is the pool. */
export type Database = NodePgDatabase & { $client: Pool };

/** What both a database and a transaction of it can do: what functions that only ask should take. */
export type Queries = PgDatabase<NodePgQueryResultHKT>;

/** Where a PostgreSQL answers: a URL (`postgres://...`), or what `pg` takes of socket folder, user and password. */
export type DatabaseAddress = Pick<
  PoolConfig,
  'connectionString' | 'host' | 'port' | 'user' | 'password' | 'database'
>;

/** Connections a process holds at most. Waiting devices hold none, so a few carry many. */
const connections = 10;

/**
 * A pool on `address`. Nothing is opened before the first query; a database that is away fails that query
 * (within 5 s) and no other, and the next one tries again. To be ended by `database.$client.end()`.
 */
export function connect(address: DatabaseAddress): Database {
  const pool = new Pool({
    ...address,
    max: connections,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    application_name: 'parlour',
  });
  return drizzle(surviving(pool));
}

/** A pool whose broken connections don't end the process: whoever uses one is told by its query, the next gets a new one. */
export function surviving(pool: Pool): Pool {
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
