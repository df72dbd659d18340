import { type ReplicaState, stateToBytes } from '@parlour/sync';
import { refusal } from '@parlour/private-aggregation';
import type { JournalName, Vault } from '@parlour/vault';
import * as v from 'valibot';
import { oneAtATime } from '../one-at-a-time.ts';
import { notShared, SavedSync } from './saved-sync.ts';

/** What an open vault keeps of sharing: each change is on disk before its promise resolves. */
export interface SyncStore {
  readonly saved: SavedSync;
  /** Undefined where it is missing or cannot be read. */
  readonly replica: Uint8Array<ArrayBuffer> | undefined;
  save(change: Partial<SavedSync>, state?: ReplicaState): Promise<void>;
  saveState(state: ReplicaState): Promise<void>;
  /** Sharing is over: keys and record are gone. */
  forget(): Promise<void>;
}

const NOTHING = new Uint8Array();

export async function openSyncStore(vault: Vault): Promise<SyncStore> {
  const inOrder = oneAtATime();
  const last = new Map<JournalName, number>();
  const read = async (name: JournalName): Promise<Uint8Array<ArrayBuffer> | undefined> => {
    const [record] = await vault.readJournal(name);
    last.set(name, record?.sequence ?? 0);
    return record === undefined || record.bytes.length === 0 ? undefined : record.bytes;
  };
  const bytes = await read('sync');
  let saved = bytes === undefined ? notShared : parsed(bytes);
  let replica: Uint8Array<ArrayBuffer> | undefined;
  try {
    replica = await read('replica');
  } catch (error) {
    // That sharing is on is known all the same: nothing is sent, and the person is told.
    if (vault.isLocked) throw error;
  }
  const write = async (changes: Partial<Record<JournalName, Uint8Array>>): Promise<void> => {
    const names = Object.keys(changes) as JournalName[];
    const entries = names.map((journal) => ({
      journal,
      after: last.get(journal) ?? 0,
      bytes: changes[journal] ?? NOTHING,
    }));
    if (!(await vault.appendToJournals(entries))) throw refusal('elsewhere');
    for (const { journal, after } of entries) last.set(journal, after + 1);
  };
  return {
    get saved() {
      return saved;
    },
    get replica() {
      return replica;
    },
    save: (change, state) =>
      inOrder(async () => {
        const next = { ...saved, ...change };
        await write({ sync: toBytes(next), ...(state && { replica: stateToBytes(state) }) });
        saved = next;
      }),
    saveState: (state) => inOrder(() => write({ replica: stateToBytes(state) })),
    forget: () =>
      inOrder(async () => {
        const next = { ...saved, choice: 'off' } as const;
        await write({ sync: toBytes(next), replica: NOTHING });
        saved = next;
        replica = undefined;
      }),
  };
}

const toBytes = (value: SavedSync): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const parsed = (bytes: Uint8Array): SavedSync =>
  v.parse(SavedSync, JSON.parse(new TextDecoder().decode(bytes)));
