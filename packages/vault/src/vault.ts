import type { HistoryEvent, ParlourError } from '@parlour/wire';
import type { BlobName } from './blob-name.ts';
import type { Damage, DamagedRecord } from './damage.ts';
import type { JournalEntry, JournalRecord } from './journal.ts';
import type { JournalName } from './journal-name.ts';
import type { PasskeySecret, VaultKey } from './vault-key.ts';

/**
 * An open vault: everything a person's device remembers about them, decrypted in memory, encrypted on disk.
 *
 * Every method may reject with a `ParlourError`: `vault/locked` once the vault is locked, `vault/taken-over` once another
 * tab has taken it, `vault/evicted` when the browser has deleted the database, `vault/quota-exceeded` when the disk is
 * full, `vault/storage-failed` for anything else the browser's storage says. After `vault/quota-exceeded` the vault
 * stays open and whatever was acknowledged before is still there.
 */
export interface Vault {
  /** Unreadable parts found so far. All zero and `complete` for a healthy vault. */
  readonly damage: Damage;
  /** Set when tidying up (a checkpoint) failed. Nothing is lost by that; it is tried again later. */
  readonly upkeepProblem: ParlourError | undefined;
  /** True where the key derivation uses 64 MiB with more passes because 256 MiB could not be allocated. */
  readonly reducedMemory: boolean;
  readonly hasPasskey: boolean;
  readonly isLocked: boolean;

  /** All events, oldest append first, buffered ones included. The same array until something changes. */
  events(): readonly HistoryEvent[];
  has(eventId: string): boolean;

  /**
   * Adds one event. It is in `events()` at once and written together with others: after 20 of them, after 5 s, or on
   * `flush()`. Resolves when it is on disk: true if it was new, false if an event with that id was already there. When
   * writing fails it rejects and the event is out of `events()` again. `vault/bad-event` if it isn't a `HistoryEvent`.
   */
  append(event: HistoryEvent): Promise<boolean>;
  /**
   * Adds many events in batches of 1,000, each batch wholly or not at all. `onBatch` is called after each batch that is
   * on disk. When one fails the batches before it stay (undo them with `retractImport`). Refuses the whole list
   * with `vault/bad-event`, before anything is written, if one of them isn't a `HistoryEvent`.
   */
  appendMany(
    events: readonly HistoryEvent[],
    onBatch?: (progress: AppendProgress) => void,
  ): Promise<AppendResult>;
  /** Writes buffered events now; for a page that is being hidden. */
  flush(): Promise<void>;

  /** Takes one event back. Resolves, when that is on disk, with whether there was one. Its bytes go with the next checkpoint. */
  retract(eventId: string): Promise<boolean>;
  /**
   * Undoes an import. Resolves with the number of events removed, when they are gone from log and checkpoints too; if
   * only that last step failed, `upkeepProblem` says so and it is made up for later.
   */
  retractImport(importId: string): Promise<number>;
  /** Takes many events back in one transaction, all of them or none; otherwise as `retractImport`. Ids that are not there are left out. */
  retractMany(eventIds: Iterable<string>): Promise<number>;

  /** Replaces a named blob; the one before it is kept as a fallback against damage. Resolves when on disk. */
  saveBlob(name: BlobName, bytes: Uint8Array): Promise<void>;
  /** Undefined if never saved; `vault/damaged-record` if saved and unreadable. */
  loadBlob(name: BlobName): Promise<Uint8Array<ArrayBuffer> | undefined>;

  /**
   * The records of a journal, oldest first: all that count (see `JOURNALS`). `vault/damaged-record` if one of
   * them is unreadable or missing: a journal never falls back on an older state.
   */
  readJournal(name: JournalName): Promise<JournalRecord[]>;
  /**
   * Appends to journals in one transaction, all of it or none. Resolves when that is on disk: false, and nothing is written, if
   * one of the entries does not come right after the last record of its journal.
   */
  appendToJournals(entries: readonly JournalEntry[]): Promise<boolean>;

  /** Folds the log into an encrypted checkpoint. Done by itself when due; opening reads checkpoints fast. */
  checkpoint(): Promise<void>;

  /** `current` is any way in. Short new passphrases are refused with `vault/short-passphrase`. */
  changePassphrase(current: VaultKey, newPassphrase: string): Promise<void>;
  /** Adds a passkey, or replaces the one with the same credential id. Its PRF input is `passkeySalt` of `vaultStatus()`. */
  addPasskey(current: VaultKey, passkey: PasskeySecret): Promise<void>;
  /** Without an argument removes all passkeys. */
  removePasskey(credentialId?: Uint8Array): Promise<void>;
  /** Makes new recovery words (12, BIP39 English); the old ones stop working. Show them once. */
  renewRecoveryWords(current: VaultKey): Promise<readonly string[]>;

  /** JSON text of everything, decrypted, in the format `VaultExport`. */
  exportJson(): Promise<string>;
  /** The unreadable records as they lie in the database, still encrypted. */
  exportDamaged(): Promise<DamagedRecord[]>;
  /** Deletes what is unreadable, for a person who was told and has given up on it. */
  discardDamaged(): Promise<void>;

  /** Milliseconds without `touch()` after which the vault locks itself; 0 never. */
  setIdleLock(milliseconds: number): void;
  /** Says that the person is there: starts the idle time anew. */
  touch(): void;
  /** Writes buffered events, drops keys and view, lets go of the database and the lease. Never rejects. */
  lock(): Promise<void>;
  /** Calls `listener` once when the vault locks, for whatever reason. Returns a function that takes it off. */
  onLock(listener: (reason: LockReason) => void): () => void;
}

/** `erased`: another tab erased the vault or is upgrading it; `evicted`: the browser closed or deleted the database. */
export type LockReason = 'command' | 'idle' | 'taken-over' | 'erased' | 'evicted';

export interface AppendProgress {
  /** Events of the list dealt with so far: on disk, or known before. */
  readonly done: number;
  readonly total: number;
}
export interface AppendResult {
  readonly added: number;
  /** Events whose id was already in the vault, or twice in the list. */
  readonly known: number;
}
