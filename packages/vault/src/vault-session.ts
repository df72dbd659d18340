import { BlobStore } from './blob-store.ts';
import type { Damage, DamagedRecord } from './damage.ts';
import type { DatabaseListeners, VaultDatabase } from './database.ts';
import type { Fence } from './fence.ts';
import { type Header, sealHeader } from './header.ts';
import { HistoryLog } from './history-log.ts';
import { Journals } from './journal.ts';
import { isStoredCheckpoint } from './checkpoint.ts';
import type { Subkeys } from './subkeys.ts';

/** Everything that an unlocked vault holds and a locked one does not. Calls must not overlap. */
export class VaultSession {
  readonly database: VaultDatabase;
  readonly log: HistoryLog;
  readonly blobs: BlobStore;
  readonly journals: Journals;
  readonly #fence: Fence;
  readonly #keys: Subkeys;
  #header: Header;
  #headerState: Damage['header'];

  private constructor(start: SessionStart, log: HistoryLog) {
    this.database = start.database;
    this.log = log;
    this.blobs = new BlobStore(start.database, start.fence, start.keys.blobs);
    this.journals = new Journals(start.database, start.fence, start.keys.blobs);
    this.#fence = start.fence;
    this.#keys = start.keys;
    this.#header = start.header;
    this.#headerState = start.headerState;
  }

  static async start(start: SessionStart): Promise<VaultSession> {
    return new VaultSession(start, await HistoryLog.open(start.database, start.fence, start.keys));
  }

  get header(): Header {
    return this.#header;
  }

  get damage(): Damage {
    const { damagedLog, unreadableCheckpoints, missing, lostBeginning } = this.log.history;
    return {
      logRecords: damagedLog.length,
      missingRecords: missing,
      checkpoints: unreadableCheckpoints.length,
      blobs: this.blobs.damaged,
      header: this.#headerState,
      complete: damagedLog.length === 0 && missing === 0 && !lostBeginning,
    };
  }

  /** Replaces both copies of the header in one transaction. */
  async writeHeader(change: Partial<Header>): Promise<void> {
    const header = { ...this.#header, ...change, revision: this.#header.revision + 1 };
    const record = await sealHeader(header, this.#keys.header);
    await this.#fence.write(['header'], (transaction) => {
      const store = transaction.objectStore('header');
      return [store.put(record, 'a'), store.put(record, 'b')];
    });
    this.#header = header;
    this.#headerState = this.#headerState === 'altered' ? 'repaired' : this.#headerState;
  }

  async exportDamaged(): Promise<DamagedRecord[]> {
    const { damagedLog, unreadableCheckpoints } = this.log.history;
    const records = damagedLog.map(async (sequence): Promise<DamagedRecord> => {
      const stored: unknown = await this.database.get('log', sequence);
      return { store: 'log', key: String(sequence), sealed: bytesOf(stored) };
    });
    const checkpoints = unreadableCheckpoints.map(async (generation): Promise<DamagedRecord> => {
      const stored: unknown = await this.database.get('checkpoints', generation);
      const sealed = isStoredCheckpoint(stored) ? stored.sealed : undefined;
      return { store: 'checkpoints', key: String(generation), sealed: bytesOf(sealed) };
    });
    return [...(await Promise.all([...records, ...checkpoints])), ...(await this.blobs.exportDamaged())];
  }

  async discardDamaged(): Promise<void> {
    await this.blobs.discardDamaged();
    await this.log.discardDamaged();
  }
}

export interface SessionStart {
  readonly database: VaultDatabase;
  readonly fence: Fence;
  readonly keys: Subkeys;
  readonly header: Header;
  readonly headerState: Damage['header'];
}

/** Listeners for a connection, which close it until somebody takes over. */
export interface Connection extends DatabaseListeners {
  database: VaultDatabase | undefined;
  unwanted: () => void;
  terminated: () => void;
}

export function newConnection(): Connection {
  const connection: Connection = {
    database: undefined,
    unwanted: () => connection.database?.close(),
    terminated: () => undefined,
    onUnwanted: () => {
      connection.unwanted();
    },
    onTerminated: () => {
      connection.terminated();
    },
  };
  return connection;
}

const bytesOf = (value: unknown): Uint8Array<ArrayBuffer> | undefined =>
  value instanceof Uint8Array ? new Uint8Array(value) : undefined;
