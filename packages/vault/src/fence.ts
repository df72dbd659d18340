import type { IDBPTransaction, StoreNames } from 'idb';
import { randomBytes, toBase64 } from './bytes.ts';
import type { VaultDatabase, VaultSchema } from './database.ts';
import { storageError } from './storage-error.ts';
import { isVaultError, vaultError } from './vault-error.ts';

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
 *
 * On a full disk not even a claim can be written. The vault opens all the same, to be read, exported and thinned out, and
 * the first transaction that succeeds makes the claim, if nobody else has made one. What a loser wrote in between takes
 * the sequence numbers that the winner would use: the winner's write then fails, and overwrites nothing.
 */
export class Fence {
  readonly #database: VaultDatabase;
  readonly #token: string;
  /** Whose claim is to be replaced, as long as our own is not written. */
  #before: unknown;

  private constructor(database: VaultDatabase, token: string, before?: unknown) {
    this.#database = database;
    this.#token = token;
    this.#before = before;
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
  /** The same, for a vault that is there already: on a full disk the claim, and `write`, wait. */
  static async claimIfPossible(database: VaultDatabase, write: Write): Promise<Fence> {
    try {
      return await Fence.claim(database, write);
    } catch (error) {
      if (!isVaultError(error, 'quota-exceeded')) {
        throw error;
      }
      const before = await database.get('owner', 'owner');
      return new Fence(database, toBase64(randomBytes(16)), before);
    }
  }

  /**
   * One transaction with `durability: 'strict'`: resolves when the browser has handed it to the disk, all of it or none.
   * Rejects with `vault/taken-over`, `vault/evicted` (the token is gone) or a storage error.
   */
  async write(stores: StoreNames<VaultSchema>[], write: Write): Promise<void> {
    await runTransaction(this.#database, ['owner', ...stores], async (transaction) => {
      const owner = transaction.objectStore('owner');
      const token = await owner.get('owner');
      if (token === this.#token) {
        return write(transaction);
      }
      if (token === undefined || token !== this.#before) {
        throw vaultError(token === undefined ? 'evicted' : 'taken-over');
      }
      return [owner.put(this.#token, 'owner'), ...write(transaction)];
    });
    this.#before = undefined;
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
