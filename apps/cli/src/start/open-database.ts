import { join } from 'node:path';
import {
  choosePostgres,
  connect,
  type Database,
  type DatabaseAddress,
  prepareDatabase,
} from '@parlour/server';
import type { DataFolder } from '../data-folder.ts';
import { say } from '../say.ts';
import { within } from './within.ts';

/** Milliseconds that connections may take to end. */
const patience = 2_000;

/** The migrated database of an installation. */
export interface OpenDatabase {
  readonly address: DatabaseAddress;
  readonly database: Database;
  /** Ends the connections; an instance of our own stops with the last process that uses it. */
  close(): Promise<void>;
}

/**
 * Opens the database that `DATABASE_URL` names, else our own in the data folder, whose binaries `PARLOUR_POSTGRES`
 * may name. `alone`: refuse where another installation as a whole runs on the same folder.
 */
export async function openDatabase(data: DataFolder, alone: boolean): Promise<OpenDatabase> {
  const postgres = await choosePostgres(process.env.DATABASE_URL, {
    folder: join(data.root, 'postgres'),
    search: { path: process.env.PATH, only: process.env.PARLOUR_POSTGRES },
    alone,
  });
  try {
    await prepareDatabase(postgres.address, { onWait: () => say('Waiting for the database ...') });
  } catch (error) {
    await postgres.leave();
    throw error;
  }
  const database = connect(postgres.address);
  return {
    address: postgres.address,
    database,
    async close() {
      await within(patience, database.$client.end());
      await postgres.leave();
    },
  };
}
