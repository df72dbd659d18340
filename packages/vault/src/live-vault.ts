import { HistoryEvent, type ParlourError } from '@parlour/wire';
import * as v from 'valibot';
import { AppendBuffer } from './append-buffer.ts';
import type { BlobName } from './blob-name.ts';
import type { Bytes } from './bytes.ts';
import type { Damage, DamagedRecord } from './damage.ts';
import { IdleLock } from './idle-lock.ts';
import { JobQueue } from './job-queue.ts';
import type { JournalEntry, JournalRecord } from './journal.ts';
import type { JournalName } from './journal-name.ts';
import { importEntries, type LogEntry, retractionEntries } from './log-entry.ts';
import type { VaultPlatform } from './platform.ts';
import { storageError } from './storage-error.ts';
import { Upkeep } from './upkeep.ts';
import type { AppendProgress, AppendResult, LockReason, Vault } from './vault.ts';
import { isVaultError, vaultError } from './vault-error.ts';
import { exportSession } from './vault-export.ts';
import type { PasskeySecret, VaultKey } from './vault-key.ts';
import type { VaultLease } from './vault-lease.ts';
import type { Connection, VaultSession } from './vault-session.ts';
import { WaysIn } from './ways-in.ts';
import { isReducedMemory } from './wraps.ts';

const BATCH_EVENTS = 1000;
const LOCK_PATIENCE_MILLISECONDS = 5000;

/** The `Vault`: lets jobs on the session run one after another, and none once it is locked. */
export class LiveVault implements Vault {
  #session: VaultSession | undefined;
  readonly #platform: VaultPlatform;
  readonly #lease: VaultLease;
  readonly #jobs = new JobQueue();
  readonly #upkeep: Upkeep;
  readonly #waysIn: WaysIn;
  readonly #buffer: AppendBuffer;
  readonly #idle: IdleLock;
  readonly #lockListeners = new Set<(reason: LockReason) => void>();
  readonly #forgetLease: () => void;
  #locking: Promise<void> | undefined;
  #lockReason: LockReason | undefined;
  #view: readonly HistoryEvent[] | undefined;
  #lastDamage: Damage;

  constructor(
    session: VaultSession,
    connection: Connection,
    lease: VaultLease,
    platform: VaultPlatform,
    idleLock: number,
  ) {
    this.#session = session;
    this.#lastDamage = session.damage;
    this.#platform = platform;
    this.#lease = lease;
    this.#buffer = new AppendBuffer(platform.clock, () => {
      // Whoever appended hears of a failure by their own promise.
      this.flush().catch(() => undefined);
    });
    this.#idle = new IdleLock(platform.clock, () => void this.#lock('idle'));
    this.#idle.set(idleLock);
    this.#forgetLease = lease.onLost(() => this.#lock('taken-over'));
    connection.unwanted = () => void this.#lock('erased');
    connection.terminated = () => void this.#lock('evicted');
    this.#upkeep = new Upkeep(session.log, (job) => this.#run(job));
    this.#waysIn = new WaysIn(
      platform.argon2id,
      () => this.#open().header,
      (job) => this.#run(job),
    );
    this.#upkeep.considerErasing();
    this.#upkeep.considerCheckpoint();
  }

  get damage(): Damage {
    return this.#session?.damage ?? this.#lastDamage;
  }
  get upkeepProblem(): ParlourError | undefined {
    return this.#upkeep.problem;
  }
  get reducedMemory(): boolean {
    return isReducedMemory(this.#open().header);
  }
  get hasPasskey(): boolean {
    return this.#open().header.passkeys.length > 0;
  }
  get isLocked(): boolean {
    return this.#lockReason !== undefined;
  }

  events(): readonly HistoryEvent[] {
    const { events } = this.#open().log;
    this.#view ??= [
      ...events.values(),
      ...this.#buffer.all().flatMap(({ event }) => (events.has(event.id) ? [] : [event])),
    ];
    return this.#view;
  }
  has(eventId: string): boolean {
    return this.#open().log.events.has(eventId) || this.#buffer.get(eventId) !== undefined;
  }

  async append(given: HistoryEvent): Promise<boolean> {
    const session = this.#open();
    const event = checkEvent(given);
    if (session.log.events.has(event.id)) {
      return false;
    }
    const waiting = this.#buffer.get(event.id);
    const buffered = waiting ?? this.#buffer.add(event);
    this.#view = undefined;
    await buffered.durable;
    return !waiting;
  }

  async appendMany(
    given: readonly HistoryEvent[],
    onBatch?: (progress: AppendProgress) => void,
  ): Promise<AppendResult> {
    this.#open();
    const events = given.map(checkEvent);
    let added = 0;
    const letGo = this.#upkeep.hold();
    try {
      for (let start = 0; start < events.length; start += BATCH_EVENTS) {
        const batch = events.slice(start, start + BATCH_EVENTS);
        added += await this.#run(async (session) => {
          // An event that also waits in the buffer is to be written once.
          await this.#writeBuffered(session).catch(() => undefined);
          return this.#write(session, importEntries(session.log.events, batch));
        });
        onBatch?.({ done: start + batch.length, total: events.length });
      }
    } finally {
      letGo();
    }
    return { added, known: events.length - added };
  }

  flush(): Promise<void> {
    return this.#run((session) => this.#writeBuffered(session));
  }

  retract(eventId: string): Promise<boolean> {
    return this.#run(async (session) => {
      await this.#writeBuffered(session);
      const isThere = session.log.events.has(eventId);
      return (await this.#write(session, isThere ? [{ retract: eventId }] : [])) > 0;
    });
  }

  retractImport(importId: string): Promise<number> {
    return this.#retractForGood((events) =>
      events.values().some((event) => event.importId === importId) ? [{ retractImport: importId }] : [],
    );
  }
  retractMany(eventIds: Iterable<string>): Promise<number> {
    const ids = new Set(eventIds);
    return this.#retractForGood((events) => retractionEntries(events, ids));
  }

  saveBlob(name: BlobName, bytes: Uint8Array): Promise<void> {
    const copy = new Uint8Array(bytes);
    return this.#run((session) => session.blobs.save(name, copy));
  }
  loadBlob(name: BlobName): Promise<Bytes | undefined> {
    return this.#run((session) => session.blobs.load(name));
  }
  readJournal(name: JournalName): Promise<JournalRecord[]> {
    return this.#run((session) => session.journals.read(name));
  }
  appendToJournals(entries: readonly JournalEntry[]): Promise<boolean> {
    const copies = entries.map((entry) => ({ ...entry, bytes: new Uint8Array(entry.bytes) }));
    return this.#run((session) => session.journals.append(copies));
  }

  checkpoint(): Promise<void> {
    return this.#run(async (session) => {
      await this.#writeBuffered(session);
      await this.#upkeep.checkpoint();
    });
  }

  changePassphrase(current: VaultKey, newPassphrase: string): Promise<void> {
    return this.#waysIn.changePassphrase(current, newPassphrase);
  }
  addPasskey(current: VaultKey, passkey: PasskeySecret): Promise<void> {
    return this.#waysIn.addPasskey(current, passkey);
  }
  removePasskey(credentialId?: Uint8Array): Promise<void> {
    return this.#waysIn.removePasskey(credentialId);
  }
  renewRecoveryWords(current: VaultKey): Promise<readonly string[]> {
    return this.#waysIn.renewRecoveryWords(current);
  }

  exportJson(): Promise<string> {
    return this.#run(async (session) => {
      await this.#writeBuffered(session);
      return JSON.stringify(await exportSession(session, this.#platform.clock.now()));
    });
  }
  exportDamaged(): Promise<DamagedRecord[]> {
    return this.#run((session) => session.exportDamaged());
  }
  discardDamaged(): Promise<void> {
    return this.#run(async (session) => {
      await this.#writeBuffered(session);
      await session.discardDamaged();
    });
  }

  setIdleLock(milliseconds: number): void {
    if (!this.isLocked) {
      this.#idle.set(milliseconds);
    }
  }
  touch(): void {
    this.#idle.touch();
  }
  lock(): Promise<void> {
    return this.#lock('command');
  }
  onLock(listener: (reason: LockReason) => void): () => void {
    this.#lockListeners.add(listener);
    return () => this.#lockListeners.delete(listener);
  }

  /** The session, unless the vault is locked or locking. */
  #open(): VaultSession {
    if (!this.#session || this.#lockReason) {
      throw this.#refusal();
    }
    return this.#session;
  }
  #refusal(): ParlourError {
    switch (this.#lockReason) {
      case 'taken-over':
        return vaultError('taken-over');
      case 'evicted':
        return vaultError('evicted');
      default:
        return vaultError('locked');
    }
  }

  async #run<T>(job: (session: VaultSession) => Promise<T>): Promise<T> {
    const session = this.#open();
    try {
      return await this.#jobs.run(() => job(session));
    } catch (cause) {
      const error = storageError(cause);
      if (isVaultError(error, 'taken-over')) {
        void this.#lock('taken-over');
      } else if (isVaultError(error, 'evicted')) {
        void this.#lock('evicted');
      }
      throw error;
    } finally {
      this.#upkeep.considerCheckpoint();
    }
  }

  /** Returns how many events came or went. */
  async #write(session: VaultSession, entries: readonly LogEntry[]): Promise<number> {
    const changes = entries.length > 0 ? await session.log.write(entries) : 0;
    this.#view = undefined;
    return changes;
  }

  #retractForGood(
    entriesFor: (events: ReadonlyMap<string, HistoryEvent>) => readonly LogEntry[],
  ): Promise<number> {
    return this.#run(async (session) => {
      await this.#writeBuffered(session);
      const entries = entriesFor(session.log.events);
      const removed = await this.#write(session, entries);
      if (entries.length > 0) {
        // Taken back it is in any case; a failure to erase it too is kept as `upkeepProblem` and made up for later.
        await this.#upkeep.checkpoint().catch(() => undefined);
      }
      return removed;
    });
  }

  async #writeBuffered(session: VaultSession): Promise<void> {
    const waiting = this.#buffer.all();
    const fresh = waiting.filter(({ event }) => !session.log.events.has(event.id));
    let failure: { readonly error: unknown } | undefined;
    try {
      await this.#write(
        session,
        fresh.map(({ event }) => ({ events: [event] })),
      );
    } catch (cause) {
      failure = { error: storageError(cause) };
    }
    this.#buffer.remove(waiting);
    this.#view = undefined;
    for (const { resolve, reject } of waiting) {
      if (failure) {
        reject(failure.error);
      } else {
        resolve();
      }
    }
    if (failure) {
      throw failure.error;
    }
  }

  #lock(reason: LockReason): Promise<void> {
    this.#lockReason ??= reason;
    this.#locking ??= this.#close();
    return this.#locking;
  }

  async #close(): Promise<void> {
    const session = this.#session;
    this.#idle.stop();
    this.#buffer.stop();
    if (session) {
      const isOurs = this.#lockReason === 'command' || this.#lockReason === 'idle';
      await this.#settle(
        this.#jobs.run(async () => {
          // By force taken over: the fence lets these through only while nobody else has opened the vault.
          await this.#writeBuffered(session).catch(() => undefined);
          if (isOurs && session.log.history.erasing) {
            await this.#upkeep.checkpoint().catch(() => undefined);
          }
        }),
      );
      this.#lastDamage = session.damage;
      session.database.close();
    }
    const unwritten = this.#buffer.all();
    this.#buffer.remove(unwritten);
    for (const { reject } of unwritten) {
      reject(this.#refusal());
    }
    this.#session = undefined;
    this.#view = undefined;
    this.#forgetLease();
    await this.#lease.release();
    const listeners = [...this.#lockListeners];
    this.#lockListeners.clear();
    for (const listener of listeners) {
      listener(this.#lockReason ?? 'command');
    }
  }

  /** Waits for the last job, but a hanging disk must not keep keys in memory. */
  async #settle(job: Promise<void>): Promise<void> {
    const patience = Promise.withResolvers<void>();
    const timer = this.#platform.clock.setTimeout(patience.resolve, LOCK_PATIENCE_MILLISECONDS);
    await Promise.race([job, patience.promise]);
    this.#platform.clock.clearTimeout(timer);
  }
}

/** Only what the schema knows; `vault/bad-event` if it isn't one. */
function checkEvent(event: HistoryEvent): HistoryEvent {
  const checked = v.safeParse(HistoryEvent, event);
  if (!checked.success) {
    throw vaultError('bad-event', new v.ValiError(checked.issues));
  }
  return checked.output;
}
