import type { Bytes } from './bytes.ts';
import type { VaultDatabase } from './database.ts';
import type { Fence } from './fence.ts';
import { JOURNALS, type JournalName } from './journal-name.ts';
import { openRecord, type RecordPlace, sealRecord } from './sealed-record.ts';
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
  /** Stands for all records before it, which go in the same transaction. The first of a `since-whole` journal is whole in any case. */
  readonly isWhole?: boolean;
}

const LEAST_RECORD_BYTES = 1024;
const NOTHING = new Uint8Array();

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
    const counting = JOURNALS[name] === 'last' ? stored.slice(-1) : stored;
    const first = JOURNALS[name] === 'all' ? 1 : counting[0];
    const isUnbroken =
      counting.every((sequence, i) => sequence === (first ?? 0) + i) &&
      (await this.#isToTheEnd(name, counting));
    const records = await Promise.all(
      counting.map((sequence) => this.#open(placeIn(name, sequence, counting), name, sequence)),
    );
    if (!isUnbroken || records.includes(undefined)) {
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
    const superseded = entries.map(({ journal, isWhole }, i) =>
      JOURNALS[journal] === 'last' || (isWhole === true && isAppendedTo(journal)) ? stored[i] : [],
    );
    const sealed = await Promise.all(
      entries.map(async ({ journal, after, bytes }, i) => {
        const sequence = after + 1;
        const beside = superseded[i].length > 0 ? [] : stored[i];
        return {
          record: await this.#seal(placeIn(journal, sequence, beside), bytes),
          end: isAppendedTo(journal) ? await this.#seal(endOf(journal, sequence), NOTHING) : undefined,
        };
      }),
    );
    await this.#fence.write(['blobs'], (transaction) => {
      const blobs = transaction.objectStore('blobs');
      return entries.flatMap(({ journal, after }, i) => {
        const { record, end } = sealed[i];
        return [
          blobs.add(record, [journal, after + 1]),
          ...superseded[i].map((one) => blobs.delete([journal, one])),
          ...(end === undefined ? [] : [blobs.put(end, endKey(journal))]),
        ];
      });
    });
    return true;
  }

  /** Ascending. */
  async #sequences(name: JournalName): Promise<number[]> {
    const keys = await this.#database.getAllKeys('blobs', IDBKeyRange.bound([name, 0], [name, Infinity]));
    return keys.map(([, sequence]) => sequence);
  }

  /** Whether the last record is the one that was written last: what nothing follows could be missing unnoticed. */
  async #isToTheEnd(name: JournalName, stored: readonly number[]): Promise<boolean> {
    if (!isAppendedTo(name)) return true;
    const end: unknown = await this.#database.get('blobs', endKey(name));
    // Before anything was ever appended none was written.
    if (end === undefined) return stored.length < 2;
    return (await openRecord(this.#key, endOf(name, stored.at(-1) ?? 0), end)) !== undefined;
  }

  #seal(place: RecordPlace, bytes: Uint8Array): Promise<Bytes> {
    return sealRecord(this.#key, place, bytes, LEAST_RECORD_BYTES);
  }

  async #open(place: RecordPlace, name: JournalName, sequence: number): Promise<JournalRecord | undefined> {
    const sealed: unknown = await this.#database.get('blobs', [name, sequence]);
    const bytes = await openRecord(this.#key, place, sealed);
    return bytes && { sequence, bytes };
  }
}

const isAppendedTo = (name: JournalName): boolean => JOURNALS[name] === 'since-whole';

/** What says how far a journal goes is no record of it. */
const endKey = (name: JournalName): [string, number] => [`${name} end`, 0];
const endOf = (name: JournalName, sequence: number): RecordPlace => ({
  store: 'blobs',
  id: `${name} end`,
  sequence,
});

/**
 * What is appended to a whole record is bound to it: it counts after that one alone, and never as a whole one.
 *
 * @param stored sequence numbers of the records that lie there before it.
 */
function placeIn(name: JournalName, sequence: number, stored: readonly number[]): RecordPlace {
  const [whole = sequence] = stored;
  const isAppended = isAppendedTo(name) && whole !== sequence;
  return { store: 'blobs', id: isAppended ? `${name} after ${whole}` : name, sequence };
}
