import type { Bytes } from './bytes.ts';
import type { VaultDatabase } from './database.ts';
import type { Fence } from './fence.ts';
import { JOURNALS, type JournalName } from './journal-name.ts';
import { openRecord, sealRecord } from './sealed-record.ts';
import { vaultError } from './vault-error.ts';

/** One record of a journal. */
export interface JournalRecord {
  /** From 1, one more for each after it; of a journal that keeps its last record alone too. */
  readonly sequence: number;
  readonly bytes: Bytes;
}

/** A record to be written. */
export interface JournalEntry {
  readonly journal: JournalName;
  /** Sequence number of the record that the writer takes for the last; 0 for none. */
  readonly after: number;
  readonly bytes: Uint8Array;
}

const LEAST_RECORD_BYTES = 1024;

/**
 * Records of which none may be missing, doubled or taken for another: unlike a blob, a journal never falls back on an older
 * state, because whoever went on from one would do again, and otherwise, what has been done. Calls must not overlap.
 */
export class Journals {
  readonly #database: VaultDatabase;
  readonly #fence: Fence;
  readonly #key: CryptoKey;

  constructor(database: VaultDatabase, fence: Fence, key: CryptoKey) {
    this.#database = database;
    this.#fence = fence;
    this.#key = key;
  }

  /** @throws ParlourError `vault/damaged-record` if any record that counts is unreadable or missing. */
  async read(name: JournalName): Promise<JournalRecord[]> {
    const stored = await this.#sequences(name);
    const counting = JOURNALS[name] === 'all' ? stored : stored.slice(-1);
    const isWhole = JOURNALS[name] === 'last' || counting.every((sequence, i) => sequence === i + 1);
    const records = await Promise.all(counting.map((sequence) => this.#open(name, sequence)));
    if (!isWhole || records.includes(undefined)) {
      throw vaultError('damaged-record');
    }
    return records.filter((record) => record !== undefined);
  }

  /**
   * Writes in one transaction: all of it or none.
   * @returns false, and nothing is written, where one of them does not come right after its journal's last record.
   */
  async append(entries: readonly JournalEntry[]): Promise<boolean> {
    const stored = await Promise.all(entries.map(({ journal }) => this.#sequences(journal)));
    if (entries.some(({ after }, i) => after !== (stored[i].at(-1) ?? 0))) {
      return false;
    }
    const sealed = await Promise.all(
      entries.map(({ journal, after, bytes }) =>
        sealRecord(this.#key, place(journal, after + 1), bytes, LEAST_RECORD_BYTES),
      ),
    );
    await this.#fence.write(['blobs'], (transaction) => {
      const blobs = transaction.objectStore('blobs');
      return entries.flatMap(({ journal, after }, i) => [
        blobs.add(sealed[i], [journal, after + 1]),
        ...(JOURNALS[journal] === 'last' ? stored[i].map((one) => blobs.delete([journal, one])) : []),
      ]);
    });
    return true;
  }

  /** Ascending. */
  async #sequences(name: JournalName): Promise<number[]> {
    const keys = await this.#database.getAllKeys('blobs', IDBKeyRange.bound([name, 0], [name, Infinity]));
    return keys.map(([, sequence]) => sequence);
  }

  async #open(name: JournalName, sequence: number): Promise<JournalRecord | undefined> {
    const sealed: unknown = await this.#database.get('blobs', [name, sequence]);
    const bytes = await openRecord(this.#key, place(name, sequence), sealed);
    return bytes && { sequence, bytes };
  }
}

const place = (name: JournalName, sequence: number): { store: 'blobs'; id: string; sequence: number } => ({
  store: 'blobs',
  id: name,
  sequence,
});
