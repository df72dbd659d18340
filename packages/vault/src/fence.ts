import type { IDBPTransaction, StoreNames } from 'idb';
import { randomBytes, toBase64 } from './bytes.ts';
import type { VaultDatabase, VaultSchema } from './database.ts';
import { storageError } from './storage-error.ts';
import { vaultError } from './vault-error.ts';

export type WriteTransaction = IDBPTransaction<VaultSchema, StoreNames<VaultSchema>[], 'readwrite'>;
/** Issues the requests of a transaction, without awaiting anything else, and returns them all. */
export type Write = (transaction: WriteTransaction) => Promise<unknown>[];

/**
 * Only the newest opener writes.
 *
 * A tab learns that its lease was taken by force some time after the fact, and could write in between. So whoever opens the
 * vault puts a random token into the store `owner`, and every later transaction first reads it, and aborts unless it
 * is its own. IndexedDB runs read-write transactions over a common store one after another: a transaction of the
 * loser either comes before the claim, and then the winner reads what it wrote, or after it, and then it writes nothing.
 */
export class Fence {
  readonly #database: VaultDatabase;
  readonly #token: string;

  private constructor(database: VaultDatabase, token: string) {
    this.#database = database;
    this.#token = token;
  }

  /** Claims the database and makes `write`s requests in the same transaction. */
  static async claim(database: VaultDatabase, write: Write = () => []): Promise<Fence> {
    const token = toBase64(randomBytes(16));
    await runTransaction(database, ['owner', 'header'], (transaction) => [
      transaction.objectStore('owner').put(token, 'owner'),
      ...write(transaction),
    ]);
    return new Fence(database, token);
  }

  /**
   * One transaction with `durability: 'strict'`: resolves when the browser has handed it to the disk, all of it or none.
   * Rejects with `vault/taken-over`, `vault/evicted` (the token is gone) or a storage error.
   */
  write(stores: StoreNames<VaultSchema>[], write: Write): Promise<void> {
    return runTransaction(this.#database, ['owner', ...stores], async (transaction) => {
      const token = await transaction.objectStore('owner').get('owner');
      if (token !== this.#token) {
        throw vaultError(token === undefined ? 'evicted' : 'taken-over');
      }
      return write(transaction);
    });
  }
}

async function runTransaction(
  database: VaultDatabase,
  stores: StoreNames<VaultSchema>[],
  issue: (transaction: WriteTransaction) => Promise<unknown>[] | Promise<Promise<unknown>[]>,
): Promise<void> {
  try {
    const transaction = database.transaction(stores, 'readwrite', { durability: 'strict' });
    // Seen in time even if issuing fails: an unhandled rejection otherwise.
    const done = transaction.done.then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    try {
      const requests = (await issue(transaction)).map((request) => request.catch(() => undefined));
      await Promise.all(requests);
    } catch (error) {
      abort(transaction);
      await done;
      throw error;
    }
    const failure = await done;
    if (failure) {
      throw failure.error ?? new DOMException('The transaction was aborted', 'AbortError');
    }
  } catch (cause) {
    throw storageError(cause);
  }
}

function abort(transaction: WriteTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has ended by itself.
  }
}
