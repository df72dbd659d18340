import { openDB } from 'idb';

/** Looks at and tampers with the vault's database past the vault. */
export async function withRawDatabase<T>(use: (database: RawDatabase) => Promise<T>): Promise<T> {
  const database = await openDB('parlour-vault');
  try {
    return await use({
      keys: (store) => database.getAllKeys(store),
      get: (store, key) => database.get(store, key) as Promise<unknown>,
      getAll: (store) => database.getAll(store) as Promise<unknown[]>,
      put: async (store, value, key) => {
        await database.put(store, value, key);
      },
      delete: (store, key) => database.delete(store, key),
    });
  } finally {
    database.close();
  }
}

interface RawDatabase {
  keys(store: string): Promise<IDBValidKey[]>;
  get(store: string, key: IDBValidKey): Promise<unknown>;
  getAll(store: string): Promise<unknown[]>;
  put(store: string, value: unknown, key: IDBValidKey): Promise<void>;
  delete(store: string, key: IDBValidKey): Promise<void>;
}

/** Flips the lowest bit of one byte. */
export function flipped(bytes: unknown, at: number): Uint8Array<ArrayBuffer> {
  if (!(bytes instanceof Uint8Array)) {
    throw new TypeError('No bytes there');
  }
  const copy = new Uint8Array(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}
