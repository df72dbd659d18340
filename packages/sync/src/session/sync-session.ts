import { ParlourError } from '@parlour/wire';
import { relayError } from '@parlour/wire/relay';
import type { Replica } from '../replica/replica.ts';
import { fromOthers } from '../replica/take-in.ts';
import { connectRoom, type ConnectedRoom } from '../transport/connect-room.ts';
import type { SealedUpdate } from '../sealing/sealed-update.ts';
import type { LinkTools } from '../transport/link-tools.ts';
import type { RelayAddress } from '../transport/relay-address.ts';
import type { RoomLink } from '../transport/room-link.ts';
import { syncError } from '../sync-error.ts';
import { isLogLong } from './is-log-long.ts';
import { type MoveOnWatch, type MoveReason, noMoveYet, watchForMove } from './move-on-watch.ts';
import type { RoomVisit } from './room-visit.ts';
import { RoomVisits } from './room-visits.ts';
import { type SyncStatus, syncStatus } from './sync-status.ts';

export interface SessionParts {
  readonly replica: Replica;
  readonly relay: RelayAddress;
  readonly tools: LinkTools;
  /** Brings what others did into the vault, and what was done there into the inner document; before anything is stored as received. */
  readonly absorb: () => Promise<void>;
  /** Puts what has happened to the replica on disk. Nothing that was sealed leaves before its promise has resolved. */
  readonly save: () => Promise<void>;
  readonly onChange: () => void;
  /** For tests. */
  readonly connect?: (connected: ConnectedRoom) => RoomLink;
}

/**
 * Milliseconds in which nothing was sealed before a checkpoint is made; how many times too long a log is that does not wait for that, but for
 * this long: what was done is on its way first, for a checkpoint keeps everything else waiting.
 */
const QUIET = 5_000;
const TOO_LONG = 4;
const SOON = 1_000;
/** Milliseconds until what failed, or is missing, is looked at again. */
const AGAIN = 15_000;
/** Milliseconds that somebody waits at most for what was done to be at the relay. */
const SETTLING = 30_000;

/** A device that shares its record while it is open: replica, rooms at the relay and disk, in turns that never overlap. */
export class SyncSession {
  readonly replica: Replica;
  /** Why this session has begun a fresh outer document, the last time that it did. */
  moved: MoveReason | undefined;
  readonly #parts: SessionParts;
  readonly #visits: RoomVisits;
  readonly #waiting = new Set<() => void>();
  #turns: Promise<void> = Promise.resolve();
  #isWanted = false;
  #isDirty = true;
  #isBusy = false;
  #isForged = false;
  #storage: ParlourError | undefined;
  #watch: MoveOnWatch = noMoveYet;
  #isQuiet = false;
  #isSoon = false;
  #cancelAgain = (): void => undefined;
  #cancelQuiet = (): void => undefined;
  #isClosed = false;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.replica = parts.replica;
    this.replica.document.on('update', this.#onEdit);
    const { tools, relay, connect = connectRoom } = parts;
    this.#visits = new RoomVisits({
      replica: parts.replica,
      tools,
      connect: (room) => connect({ ...room, tools, relay }),
      onNews: () => this.#want(),
      onChange: () => this.#tell(),
    });
    this.#want();
  }

  get status(): SyncStatus {
    const { replica } = this;
    return syncStatus({
      isOn: true,
      obstacle: replica.obstacle,
      storage: this.#storage?.toPlain(),
      link: this.#current?.link.status,
      unsent: this.#unsent,
      isBusy: this.#isBusy || this.#isWanted,
      // What could not be read is missing, whatever it was.
      gaps: replica.gaps().length + (this.#current?.link.damaged ?? 0),
      forks: replica.forks().length,
    });
  }

  /** Takes in, seals, stores and sends. Resolves when everything done before is stored, or could not be. */
  turn(): Promise<void> {
    this.#want();
    return this.#turns;
  }

  /** A change of members, by `replica`, is stored and sent. @throws what `work` throws. */
  change<T>(work: (replica: Replica) => T): Promise<T> {
    const result = work(this.replica);
    this.#isDirty = true;
    return this.turn().then(() => result);
  }

  /**
   * Resolves when the relay has everything that was done on this device.
   * @throws ParlourError `relay/unreachable` after half a minute, or why it cannot be.
   */
  async settled(): Promise<void> {
    await this.turn();
    const late = Promise.withResolvers<never>();
    late.promise.catch(() => undefined);
    const cancel = this.#parts.tools.after(SETTLING, () => late.reject(relayError('unreachable')));
    try {
      for (;;) {
        if (this.#storage !== undefined) throw this.#storage;
        const status = this.#current?.link.status;
        if (status?.kind === 'refused') throw status.reason;
        if (this.#isClosed) throw relayError('unreachable');
        if (this.#unsent === 0) return;
        await Promise.race([late.promise, this.#changed()]);
      }
    } finally {
      cancel();
    }
  }

  /** The person asks for a fresh outer document, as after the room was erased. */
  moveOn(): Promise<void> {
    return this.change((replica) => replica.moveOn());
  }

  /** The last thing that this device writes. @throws ParlourError `relay/unreachable`; then nothing has changed. */
  async leave(): Promise<void> {
    await this.turn();
    if (this.#current?.link.status.kind !== 'connected') throw relayError('unreachable');
    await this.change((replica) => replica.leave());
    const at = this.#visits.connected;
    while (at.some(({ isDone, link }) => !isDone && link.status.kind === 'connected')) await this.#changed();
  }

  /** Has the relay forget the rooms of this person, as far as it is connected to them. @throws ParlourError */
  async erase(): Promise<void> {
    const current = this.#current;
    if (current === undefined) throw relayError('unreachable');
    // But for the next one, which may be begun instead.
    const isLater = ({ epoch, generation }: RoomVisit['room']): boolean =>
      epoch === current.room.epoch && generation > current.room.generation;
    const others = this.#visits.connected.filter(({ room }) => room !== current.room && !isLater(room));
    await current.link.erase();
    await Promise.allSettled(others.map(({ link }) => link.erase()));
  }

  /** The network is back, or the person asks for it. */
  wake(): void {
    for (const { link } of this.#visits.all) link.wake();
    this.#want();
  }

  /** The page is being hidden. */
  async flush(): Promise<void> {
    await this.turn();
    for (const { link } of this.#visits.all) link.flush();
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#cancelAgain();
    this.#cancelQuiet();
    this.replica.document.off('update', this.#onEdit);
    await this.#turns;
    this.#visits.close();
    this.#tell();
  }

  get #current(): RoomVisit | undefined {
    return this.#visits.current;
  }

  get #unsent(): number {
    const log = this.#log;
    return this.replica.unsealed + (this.#current?.unsent(log) ?? log.length);
  }

  readonly #onEdit = (_: Uint8Array, origin: unknown): void => {
    this.#isDirty = true;
    if (origin !== fromOthers) this.#want();
  };

  #want(): void {
    if (this.#isWanted || this.#isClosed) return;
    this.#isWanted = true;
    this.#turns = this.#turns.then(async () => {
      this.#isWanted = false;
      this.#isBusy = true;
      try {
        await this.#work();
        this.#storage = undefined;
      } catch (error) {
        this.#storage = error instanceof ParlourError ? error : syncError('not-stored', error);
      }
      this.#isBusy = false;
      this.#lookAgain();
      this.#tell();
    });
  }

  async #work(): Promise<void> {
    if (this.#isClosed) return;
    this.#take();
    await this.#parts.absorb();
    const isDue = this.#isQuiet && isLogLong(this.#log);
    this.#isQuiet = false;
    const outgoing = isDue ? this.replica.checkpoint() : this.replica.seal();
    if (outgoing.length > 0) this.#waitForQuiet();
    if (outgoing.length > 0 || this.#isDirty) {
      this.#isDirty = false;
      try {
        await this.#parts.save();
      } catch (error) {
        this.#isDirty = true;
        throw error;
      }
    }
    this.#visits.connect();
    const { id } = this.replica.keys;
    for (const visit of this.#visits.all)
      visit.publish(id, this.replica.log(visit.room.id), this.replica.coveredUpTo(visit.room.id));
    this.#moveIfNeeded();
  }

  #take(): void {
    for (let before = ''; before !== this.replica.group.members.head; ) {
      before = this.replica.group.members.head;
      for (const visit of this.#visits.all) {
        const { id } = visit.room;
        const { forged } = this.replica.refusals;
        if (visit.take((found) => this.replica.receive(id, found)) > 0) this.#isDirty = true;
        this.replica.refusals.forged += visit.takeDamaged();
        if (id === this.replica.room?.id && this.replica.refusals.forged > forged) this.#isForged = true;
      }
      if (before !== this.replica.group.members.head)
        for (const visit of this.#visits.all)
          visit.lookAgain((found) => this.replica.receive(visit.room.id, found));
    }
  }

  /** What this device has in the room that it writes to. */
  get #log(): readonly SealedUpdate[] {
    const room = this.replica.room?.id;
    return room === undefined ? [] : this.replica.log(room);
  }

  #waitForQuiet(): void {
    // Whoever goes on and on is interrupted for it.
    if (this.#isSoon) return;
    this.#cancelQuiet();
    if (!isLogLong(this.#log)) return;
    this.#isSoon = isLogLong(this.#log, TOO_LONG);
    this.#cancelQuiet = this.#parts.tools.after(this.#isSoon ? SOON : QUIET, () => {
      this.#isSoon = false;
      this.#isQuiet = true;
      this.#want();
    });
  }

  #moveIfNeeded(): void {
    if (this.replica.obstacle !== undefined) return;
    const seen = watchForMove(
      this.#watch,
      {
        isConnected: this.#current?.link.status.kind === 'connected',
        gaps: this.replica.gaps().length,
        forks: this.replica.forks().length,
        isForged: this.#isForged,
      },
      this.#parts.tools.now(),
    );
    this.#watch = seen.watch;
    if (seen.move === undefined) return;
    this.moved = seen.move;
    this.#isForged = false;
    this.replica.moveOn();
    this.#isDirty = true;
    this.#want();
  }

  #lookAgain(): void {
    this.#cancelAgain();
    if (this.#isClosed) return;
    if (this.#storage !== undefined || this.replica.gaps().length > 0 || this.#isForged)
      this.#cancelAgain = this.#parts.tools.after(AGAIN, () => this.#want());
  }

  #changed(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.add(resolve);
    });
  }

  #tell(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resolve of waiting) resolve();
    this.#parts.onChange();
  }
}
