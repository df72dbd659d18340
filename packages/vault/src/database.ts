import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { FORMAT } from './sealed-record.ts';
import { storageError } from './storage-error.ts';

export const DATABASE_NAME = 'parlour-vault';

/** Keys are numbers, fixed names and nothing else; values are sealed. Values are `unknown` since disks fail. */
export interface VaultSchema extends DBSchema {
  /** The header, in two copies. */
  header: { key: 'a' | 'b'; value: unknown };
  /** A random token of whoever may write: see `fence.ts`. */
  owner: { key: 'owner'; value: unknown };
  /** By sequence number, from 1. */
  log: { key: number; value: unknown };
  /** By generation, from 1. */
  checkpoints: { key: number; value: unknown };
  /** By name and revision. */
  blobs: { key: [string, number]; value: unknown };
}
export type VaultDatabase = IDBPDatabase<VaultSchema>;
export const STORES = ['header', 'owner', 'log', 'checkpoints', 'blobs'] as const;

export interface DatabaseListeners {
  /** Another tab wants to delete or upgrade the database: the connection must be closed. */
  readonly onUnwanted: () => void;
  /** The browser has closed the connection by itself, as it does when site data is cleared. */
  readonly onTerminated: () => void;
}

/** Opens the database, making it if need be. Rejects with `vault/future-format` if a newer version made it. */
export async function makeDatabase(listeners: DatabaseListeners): Promise<VaultDatabase> {
  const database = await open(true, listeners);
  // With `make` there is always one.
  return database as VaultDatabase;
}

/** Opens the database; undefined, and nothing made, if there is none. Rejects like `makeDatabase`. */
export const openDatabase = (listeners: DatabaseListeners): Promise<VaultDatabase | undefined> =>
  open(false, listeners);

async function open(make: boolean, listeners: DatabaseListeners): Promise<VaultDatabase | undefined> {
  let isAbsent = false;
  try {
    return await openDB<VaultSchema>(DATABASE_NAME, FORMAT, {
      upgrade(database, _from, _to, transaction) {
        if (make) {
          for (const store of STORES) {
            database.createObjectStore(store);
          }
        } else {
          isAbsent = true;
          transaction.done.catch(() => undefined);
          transaction.abort();
        }
      },
      blocking: listeners.onUnwanted,
      terminated: listeners.onTerminated,
    });
  } catch (cause) {
    if (isAbsent) {
      return undefined;
    }
    throw storageError(cause);
  }
}
