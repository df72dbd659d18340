import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { openOwnInstance } from '../../postgres/own-instance.ts';
import type { DatabaseAddress } from '../connect.ts';
import { migrate } from '../migrate.ts';

/** A database for one test file, on the PostgreSQL that the run shares. */
export interface FreshDatabase {
  readonly address: DatabaseAddress;
  /** Drops it, whoever is still connected. */
  drop(): Promise<void>;
}

const template = 'migrated';
const templateLock = 0x7465_6d70;

/** What tests may do without: a test's rows need not survive a power cut. */
const settings = { fsync: 'off', full_page_writes: 'off', max_connections: '200' };

/**
 * A fresh database with all migrations applied (`empty`: with none), in tens of milliseconds: a copy of one that the
 * first caller migrates. `PARLOUR_POSTGRES` names the folder of binaries to use, as it does for the product.
 */
export async function freshDatabase(kind: 'migrated' | 'empty' = 'migrated'): Promise<FreshDatabase> {
  const instance = await openOwnInstance({
    folder: inject('postgresFolder'),
    search: { path: process.env.PATH, only: process.env.PARLOUR_POSTGRES },
    settings,
    keep: true,
  });
  const name = `test_${randomBytes(8).toString('hex')}`;
  const query = async (text: string) => {
    const client = new Client(instance.address);
    await client.connect();
    try {
      await client.query(text);
    } finally {
      await client.end();
    }
  };
  if (kind === 'migrated') await makeTemplate(instance.address);
  await query(`create database ${name} template ${kind === 'migrated' ? template : 'template0'}`);
  return {
    address: { ...instance.address, database: name },
    async drop() {
      await query(`drop database ${name} with (force)`);
      await instance.leave();
    },
  };
}

async function makeTemplate(address: DatabaseAddress): Promise<void> {
  const client = new Client(address);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [templateLock]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
    if (rowCount !== 0) return;
    const draft = `${template}_draft`;
    await client.query(`drop database if exists ${draft}`);
    await client.query(`create database ${draft}`);
    await migrate({ ...address, database: draft });
    await client.query(`alter database ${draft} rename to ${template}`);
  } finally {
    await client.end();
  }
}
