import { BLOB_NAMES, type BlobName } from './blob-name.ts';
import type { Bytes } from './bytes.ts';
import type { DamagedRecord } from './damage.ts';
import type { VaultDatabase } from './database.ts';
import type { Fence } from './fence.ts';
import { openRecord, sealRecord } from './sealed-record.ts';
import { vaultError } from './vault-error.ts';

const LEAST_BLOB_BYTES = 1024;

/** What is known about the revisions of one blob. */
interface Revisions {
  readonly newest: number;
  /** The newest readable one. */
  readonly good: number | undefined;
  readonly damaged: readonly number[];
}

/**
 * Named blobs, sealed, in two revisions: the newest, and the readable one before it as a fallback. Unreadable
 * ones stay until `discardDamaged`. Calls must not overlap.
 */
export class BlobStore {
  readonly #database: VaultDatabase;
  readonly #fence: Fence;
  readonly #key: CryptoKey;
  readonly #revisions = new Map<BlobName, Revisions>();

  constructor(database: VaultDatabase, fence: Fence, key: CryptoKey) {
    this.#database = database;
    this.#fence = fence;
    this.#key = key;
  }

  /** Unreadable revisions among the blobs looked at so far. */
  get damaged(): number {
    return [...this.#revisions.values()].reduce((sum, { damaged }) => sum + damaged.length, 0);
  }

  async save(name: BlobName, bytes: Uint8Array): Promise<void> {
    const { newest, good, damaged } = await this.#examine(name);
    const revision = newest + 1;
    const sealed = await sealRecord(this.#key, place(name, revision), bytes, LEAST_BLOB_BYTES);
    const kept = new Set([good, ...damaged]);
    const superseded = (await this.#stored(name)).filter((one) => !kept.has(one));
    await this.#fence.write(['blobs'], (transaction) => {
      const blobs = transaction.objectStore('blobs');
      return [blobs.add(sealed, [name, revision]), ...superseded.map((one) => blobs.delete([name, one]))];
    });
    this.#revisions.set(name, { newest: revision, good: revision, damaged });
  }

  async load(name: BlobName): Promise<Bytes | undefined> {
    const first = await this.#examine(name);
    if (first.newest === 0) {
      return undefined;
    }
    let bytes = first.good && (await this.#read(name, first.good));
    if (!bytes) {
      // It may have been readable when it was looked at first. What is left now is counted anew.
      this.#revisions.delete(name);
      const { good } = await this.#examine(name);
      bytes = good && (await this.#read(name, good));
    }
    if (!bytes) {
      throw vaultError('damaged-record');
    }
    return new Uint8Array(bytes);
  }

  /** The unreadable revisions of all blobs, as they are. */
  async exportDamaged(): Promise<DamagedRecord[]> {
    const found: DamagedRecord[] = [];
    for (const name of BLOB_NAMES) {
      for (const revision of (await this.#examine(name)).damaged) {
        const stored: unknown = await this.#database.get('blobs', [name, revision]);
        found.push({
          store: 'blobs',
          key: `${name} ${revision}`,
          sealed: stored instanceof Uint8Array ? new Uint8Array(stored) : undefined,
        });
      }
    }
    return found;
  }

  async discardDamaged(): Promise<void> {
    for (const name of BLOB_NAMES) {
      const { damaged } = await this.#examine(name);
      if (damaged.length > 0) {
        await this.#fence.write(['blobs'], (transaction) =>
          damaged.map((revision) => transaction.objectStore('blobs').delete([name, revision])),
        );
        this.#revisions.delete(name);
      }
    }
  }

  /** Finds out which revisions are readable, once per name. */
  async #examine(name: BlobName): Promise<Revisions> {
    const known = this.#revisions.get(name);
    if (known) {
      return known;
    }
    const stored = await this.#stored(name);
    const readable = await Promise.all(stored.map((revision) => this.#read(name, revision)));
    const revisions: Revisions = {
      newest: stored.at(-1) ?? 0,
      good: stored.findLast((_, i) => readable[i]),
      damaged: stored.filter((_, i) => !readable[i]),
    };
    this.#revisions.set(name, revisions);
    return revisions;
  }

  /** Ascending. */
  async #stored(name: BlobName): Promise<number[]> {
    const keys = await this.#database.getAllKeys('blobs', IDBKeyRange.bound([name, 0], [name, Infinity]));
    return keys.map(([, revision]) => revision);
  }

  async #read(name: BlobName, revision: number): Promise<Bytes | undefined> {
    const sealed: unknown = await this.#database.get('blobs', [name, revision]);
    return openRecord(this.#key, place(name, revision), sealed);
  }
}

const place = (name: BlobName, revision: number): { store: 'blobs'; id: string; sequence: number } => ({
  store: 'blobs',
  id: name,
  sequence: revision,
});
