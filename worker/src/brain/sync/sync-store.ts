import { type ReplicaState, stateToBytes, type ToStore } from '@parlour/sync';
import { refusal } from '@parlour/private-aggregation';
import type { JournalEntry, JournalName, Vault } from '@parlour/vault';
import * as v from 'valibot';
import { oneAtATime } from '../one-at-a-time.ts';
import { notShared, SavedSync } from './saved-sync.ts';

/** What an open vault keeps of sharing: each change is on disk before its promise resolves. */
export interface SyncStore {
  readonly saved: SavedSync;
  /** State and what was stored after it; undefined where it is missing or cannot be read. */
  readonly replica: readonly Uint8Array<ArrayBuffer>[] | undefined;
  /** What lies there of the replica. */
  readonly weight: ReplicaWeight;
  save(change: Partial<SavedSync>, state?: ReplicaState): Promise<void>;
  /** Stores what `next` gives once everything before is stored. */
  keep(next: () => ToStore | undefined): Promise<void>;
  /** Sharing is over: keys and record are gone. */
  forget(): Promise<void>;
}

/** Bytes of the state, and of the changes stored after it. */
export interface ReplicaWeight {
  readonly whole: number;
  readonly changes: number;
  /** How many changes. */
  readonly count: number;
}

const NOTHING = new Uint8Array();

export async function openSyncStore(vault: Vault): Promise<SyncStore> {
  const inOrder = oneAtATime();
  const last = new Map<JournalName, number>();
  const read = async (name: JournalName): Promise<Uint8Array<ArrayBuffer>[] | undefined> => {
    const records = await vault.readJournal(name);
    last.set(name, records.at(-1)?.sequence ?? 0);
    return (records[0]?.bytes.length ?? 0) === 0 ? undefined : records.map(({ bytes }) => bytes);
  };
  const [bytes] = (await read('sync')) ?? [];
  let saved = bytes === undefined ? notShared : parsed(bytes);
  let replica: Uint8Array<ArrayBuffer>[] | undefined;
  try {
    replica = await read('replica');
  } catch (error) {
    // That sharing is on is known all the same: nothing is sent, and the person is told.
    if (vault.isLocked) throw error;
  }
  let weight = weightOf(replica ?? []);
  const write = async (changes: readonly Omit<JournalEntry, 'after'>[]): Promise<void> => {
    const entries = changes.map((entry) => ({ ...entry, after: last.get(entry.journal) ?? 0 }));
    if (!(await vault.appendToJournals(entries))) throw refusal('elsewhere');
    for (const { journal, after, bytes: written, isWhole = false } of entries) {
      last.set(journal, after + 1);
      if (journal !== 'replica') continue;
      weight = isWhole
        ? weightOf([written])
        : { ...weight, changes: weight.changes + written.length, count: weight.count + 1 };
    }
  };
  return {
    get saved() {
      return saved;
    },
    get replica() {
      return replica;
    },
    get weight() {
      return weight;
    },
    save: (change, state) =>
      inOrder(async () => {
        const next = { ...saved, ...change };
        await write([
          { journal: 'sync', bytes: toBytes(next) },
          ...(state === undefined ? [] : [whole(stateToBytes(state))]),
        ]);
        saved = next;
      }),
    keep: (next) =>
      inOrder(async () => {
        const given = next();
        if (given === undefined) return;
        const { bytes: written, isWhole } = given;
        await write([{ journal: 'replica', bytes: written, isWhole }]);
        given.stored();
      }),
    forget: () =>
      inOrder(async () => {
        const next = { ...saved, choice: 'off' } as const;
        await write([{ journal: 'sync', bytes: toBytes(next) }, whole(NOTHING)]);
        saved = next;
        replica = undefined;
      }),
  };
}

const whole = (bytes: Uint8Array): Omit<JournalEntry, 'after'> => ({
  journal: 'replica',
  bytes,
  isWhole: true,
});
const weightOf = ([first, ...changes]: readonly Uint8Array[]): ReplicaWeight => ({
  whole: first?.length ?? 0,
  changes: changes.reduce((sum, { length }) => sum + length, 0),
  count: changes.length,
});
const toBytes = (value: SavedSync): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const parsed = (bytes: Uint8Array): SavedSync =>
  v.parse(SavedSync, JSON.parse(new TextDecoder().decode(bytes)));
