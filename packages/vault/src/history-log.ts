import type { HistoryEvent } from '@parlour/wire';
import { type CheckpointPlace, writeCheckpoint } from './checkpoint.ts';
import type { VaultDatabase } from './database.ts';
import type { Fence, WriteTransaction } from './fence.ts';
import {
  applyEntry,
  encodeEntry,
  entrySize,
  isRetraction,
  LEAST_ENTRY_BYTES,
  type LogEntry,
} from './log-entry.ts';
import { type History, replay } from './replay.ts';
import { sealRecord } from './sealed-record.ts';
import type { Subkeys } from './subkeys.ts';

/**
 * The log, its checkpoints, and the events they amount to. Calls must not overlap.
 *
 * Why no acknowledged event is ever lost, wherever the tab dies. Call a checkpoint *good* if it was read back and decrypted,
 * and let `base` be the newest good one, covering the log up to B. The invariant: *base is there, and so is every log
 * record after B.* It holds at the start (no base, B = 0, nothing deleted). There are three kinds of transactions, each of
 * which happens wholly or not at all:
 *
 * 1. `write` adds log records. Acknowledged when committed; deletes nothing.
 * 2. A checkpoint N covering up to C >= B is added. Deletes nothing. If the tab dies now, opening finds N good, or finds it
 *    unreadable and takes base and the log after B, both still there.
 * 3. After N was read back: in one transaction, everything that N *and* base make superfluous goes: checkpoints other than N
 *    and base, log records up to B. N becomes the base; the log records after C >= B were not touched.
 *
 * So two ways to everything are kept at all times, N and base with the log between them, and one unreadable checkpoint
 * costs nothing. Unreadable records are in no deletion.
 *
 * What was taken back is in base and in the log until both are gone, so a checkpoint after a retraction is written twice:
 * the second N has the first as its base, and the transaction of its step 3 leaves nothing older. A crash in between is
 * seen at the next opening (`erasing` in the checkpoint, and log records that it covers still there) and made up for.
 * It cannot bring anything back: the retraction is itself a record of the log, later than what it takes back.
 */
export class HistoryLog {
  readonly #database: VaultDatabase;
  readonly #fence: Fence;
  readonly #keys: Subkeys;
  #history: History;

  private constructor(database: VaultDatabase, fence: Fence, keys: Subkeys, history: History) {
    this.#database = database;
    this.#fence = fence;
    this.#keys = keys;
    this.#history = history;
  }

  static async open(database: VaultDatabase, fence: Fence, keys: Subkeys): Promise<HistoryLog> {
    return new HistoryLog(database, fence, keys, await replay(database, keys));
  }

  /** By id, in the order of the log. */
  get events(): ReadonlyMap<string, HistoryEvent> {
    return this.#history.events;
  }
  get history(): Readonly<Omit<History, 'events'>> {
    return this.#history;
  }
  /** Enough has come since the last checkpoint that opening would be slow, without writing everything all the time. */
  get isCheckpointDue(): boolean {
    return this.#history.sinceBase >= Math.max(500, this.#history.events.size / 10);
  }

  /** Appends entries in one transaction; they take effect when it is committed. Returns how many events came or went. */
  async write(entries: readonly LogEntry[]): Promise<number> {
    const first = this.#history.nextSequence;
    const sealed = await Promise.all(
      entries.map((entry, i) => {
        const place = { store: 'log', id: first + i, sequence: first + i } as const;
        return sealRecord(this.#keys.log, place, encodeEntry(entry), LEAST_ENTRY_BYTES);
      }),
    );
    await this.#fence.write(['log'], (transaction) => {
      const log = transaction.objectStore('log');
      return sealed.map((record, i) => log.add(record, first + i));
    });
    const history = this.#history;
    this.#history = {
      ...history,
      nextSequence: first + entries.length,
      sinceBase: history.sinceBase + entries.reduce((sum, entry) => sum + entrySize(entry), 0),
      erasing: history.erasing || entries.some(isRetraction),
    };
    return entries.reduce((changes, entry) => changes + applyEntry(history.events, entry), 0);
  }

  /** Folds the log into a checkpoint, if there is anything to fold or to erase. */
  async checkpoint(): Promise<void> {
    const { sinceBase, erasing } = this.#history;
    if (erasing) {
      await this.#replaceBase();
      await this.#replaceBase();
      this.#history = { ...this.#history, erasing: false };
    } else if (sinceBase > 0) {
      await this.#replaceBase();
    }
  }

  /** Deletes the unreadable log records and checkpoints, and forgets that anything is missing. */
  async discardDamaged(): Promise<void> {
    const before = this.#history;
    this.#history = { ...before, ...NO_DAMAGE, erasing: true };
    try {
      await this.checkpoint();
    } catch (error) {
      const { damagedLog, damagedCheckpoints, unreadableCheckpoints, missing, lostBeginning } = before;
      const damage = { damagedLog, damagedCheckpoints, unreadableCheckpoints, missing, lostBeginning };
      this.#history = { ...this.#history, ...damage };
      throw error;
    }
  }

  async #replaceBase(): Promise<void> {
    const { events, base, nextSequence, nextGeneration, erasing, ...known } = this.#history;
    const place: CheckpointPlace = { generation: nextGeneration, covers: nextSequence - 1 };
    // Whatever comes of this attempt, its generation is used up.
    this.#history = { ...this.#history, nextGeneration: nextGeneration + 1 };
    await writeCheckpoint(this.#database, this.#fence, this.#keys.checkpoints, place, {
      events: [...events.values()],
      damagedLog: known.damagedLog,
      damagedCheckpoints: known.damagedCheckpoints,
      missing: known.missing,
      lostBeginning: known.lostBeginning,
      erasing,
    });
    const kept = new Set([place.generation, base?.generation, ...known.damagedCheckpoints]);
    const generations = await this.#database.getAllKeys('checkpoints');
    await this.#fence.write(['checkpoints', 'log'], (transaction) => [
      ...generations
        .filter((generation) => !kept.has(generation))
        .map((generation) => transaction.objectStore('checkpoints').delete(generation)),
      ...deleteLogUpTo(transaction, base?.covers ?? 0, known.damagedLog),
    ]);
    this.#history = { ...this.#history, base: place, sinceBase: 0 };
  }
}

const NO_DAMAGE = {
  damagedLog: [],
  damagedCheckpoints: [],
  unreadableCheckpoints: [],
  missing: 0,
  lostBeginning: false,
} satisfies Partial<History>;

/** Deletes log records up to a sequence number, around those that are kept. */
function deleteLogUpTo(
  transaction: WriteTransaction,
  last: number,
  kept: readonly number[],
): Promise<unknown>[] {
  const log = transaction.objectStore('log');
  const ends = [...kept.filter((sequence) => sequence <= last).toSorted((a, b) => a - b), last + 1];
  return ends.flatMap((end, i) => {
    const start = (ends[i - 1] ?? 0) + 1;
    return start < end ? [log.delete(IDBKeyRange.bound(start, end - 1))] : [];
  });
}
