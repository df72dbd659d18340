import { ParlourError } from '@parlour/wire';
import { relayError } from '@parlour/wire/relay';
import { fromOthers, type Replica } from '../replica/replica.ts';
import { connectRoom, type ConnectedRoom } from '../transport/connect-room.ts';
import type { SealedUpdate } from '../sealing/sealed-update.ts';
import type { LinkTools } from '../transport/link-tools.ts';
import type { RelayAddress } from '../transport/relay-address.ts';
import { fromRelay, type RoomLink } from '../transport/room-link.ts';
import { syncError } from '../sync-error.ts';
import { isLogLong } from './is-log-long.ts';
import { type MoveOnWatch, type MoveReason, noMoveYet, watchForMove } from './move-on-watch.ts';
import { RoomVisit } from './room-visit.ts';
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

/** Milliseconds in which nothing was sealed before a checkpoint is made; and how many times too long a log is that does not wait for that. */
const QUIET = 5_000;
const TOO_LONG = 4;
/** Milliseconds until what failed, or is missing, is looked at again. */
const AGAIN = 15_000;
/** Milliseconds between looks into rooms in which only devices that were left behind write. */
const OLD_ROOMS = 15 * 60_000;
/** Milliseconds that somebody waits at most for what was done to be at the relay. */
const SETTLING = 30_000;

/** A device that shares its record while it is open: replica, rooms at the relay and disk, in turns that never overlap. */
export class SyncSession {
  readonly replica: Replica;
  /** Why this session has begun a fresh outer document, the last time that it did. */
  moved: MoveReason | undefined;
  readonly #parts: SessionParts;
  readonly #visits = new Map<string, RoomVisit>();
  readonly #visited = new Set<string>();
  readonly #waiting = new Set<() => void>();
  #turns: Promise<void> = Promise.resolve();
  #isWanted = false;
  #isDirty = true;
  #isBusy = false;
  #isForged = false;
  #storage: ParlourError | undefined;
  #watch: MoveOnWatch = noMoveYet;
  #isQuiet = false;
  #cancelAgain = (): void => undefined;
  #cancelQuiet = (): void => undefined;
  #cancelOld = (): void => undefined;
  #isClosed = false;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.replica = parts.replica;
    this.replica.document.on('update', this.#onEdit);
    this.#lookIntoOldRooms();
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
    const at = [...this.#visits.values()].filter(({ link }) => link.status.kind === 'connected');
    while (at.some(({ isDone, link }) => !isDone && link.status.kind === 'connected')) await this.#changed();
  }

  /** Has the relay forget the rooms of this person, as far as it is connected to them. @throws ParlourError */
  async erase(): Promise<void> {
    const current = this.#current;
    if (current === undefined) throw relayError('unreachable');
    // But for the next one, which may be begun instead.
    const isLater = ({ epoch, generation }: RoomVisit['room']): boolean =>
      epoch === current.room.epoch && generation > current.room.generation;
    const others = [...this.#visits.values()].filter(
      ({ room, link }) => room !== current.room && !isLater(room) && link.status.kind === 'connected',
    );
    await current.link.erase();
    await Promise.allSettled(others.map(({ link }) => link.erase()));
  }

  /** The network is back, or the person asks for it. */
  wake(): void {
    for (const { link } of this.#visits.values()) link.wake();
    this.#want();
  }

  /** The page is being hidden. */
  async flush(): Promise<void> {
    await this.turn();
    for (const { link } of this.#visits.values()) link.flush();
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#cancelAgain();
    this.#cancelQuiet();
    this.#cancelOld();
    this.replica.document.off('update', this.#onEdit);
    await this.#turns;
    for (const visit of this.#visits.values()) visit.close();
    this.#visits.clear();
    this.#tell();
  }

  get #current(): RoomVisit | undefined {
    return this.#visits.get(this.replica.room?.id ?? '');
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
    const isDue = isLogLong(this.#log, this.#isQuiet ? 1 : TOO_LONG);
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
    this.#connect();
    const { id } = this.replica.keys;
    for (const [room, visit] of this.#visits)
      visit.publish(id, this.replica.log(room), this.replica.coveredUpTo(room));
    this.#moveIfNeeded();
  }

  #take(): void {
    for (let before = ''; before !== this.replica.group.members.head; ) {
      before = this.replica.group.members.head;
      for (const [id, visit] of this.#visits) {
        const { forged } = this.replica.refusals;
        if (visit.take((found) => this.replica.receive(id, found)) > 0) this.#isDirty = true;
        this.replica.refusals.forged += visit.takeDamaged();
        if (id === this.replica.room?.id && this.replica.refusals.forged > forged) this.#isForged = true;
      }
      if (before !== this.replica.group.members.head)
        for (const [id, visit] of this.#visits) visit.lookAgain((found) => this.replica.receive(id, found));
    }
  }

  /** What this device has in the room that it writes to. */
  get #log(): readonly SealedUpdate[] {
    const room = this.replica.room?.id;
    return room === undefined ? [] : this.replica.log(room);
  }

  #waitForQuiet(): void {
    this.#cancelQuiet();
    if (!isLogLong(this.#log)) return;
    this.#cancelQuiet = this.#parts.tools.after(QUIET, () => {
      this.#isQuiet = true;
      this.#want();
    });
  }

  /** The room that is written to and the one after it stay open; into the others it is looked now and then. */
  #connect(): void {
    const rooms = this.replica.listenTo();
    const current = this.replica.room;
    for (const room of rooms) {
      if (this.#visits.has(room.id)) continue;
      const stays =
        room.epoch === current?.epoch &&
        (room.generation === current.generation || room.generation === current.generation + 1);
      if (stays || !this.#visited.has(room.id)) this.#visit(room, stays);
    }
    const wanted = new Set(rooms.map(({ id }) => id));
    for (const id of this.#visits.keys()) if (!wanted.has(id)) this.#leaveRoom(id);
  }

  #visit(room: RoomVisit['room'], stays: boolean): void {
    const { tools, relay, connect = connectRoom } = this.#parts;
    this.#visited.add(room.id);
    const visit = new RoomVisit(room, (at) => connect({ ...at, tools, relay }));
    this.#visits.set(room.id, visit);
    visit.outer.document.on('update', (_: Uint8Array, origin: unknown) => {
      if (origin === fromRelay) this.#want();
    });
    let wasConnected = false;
    let damaged = 0;
    visit.link.subscribe(() => {
      visit.noteKept();
      if (visit.link.damaged > damaged) this.#want();
      ({ damaged } = visit.link);
      const isConnected = visit.link.status.kind === 'connected';
      if (isConnected && !wasConnected) {
        this.#want();
        if (!stays) tools.after(AGAIN, () => this.#leaveOldRoom(room.id));
      }
      wasConnected = isConnected;
      this.#tell();
    });
  }

  #leaveOldRoom(id: string): void {
    const visit = this.#visits.get(id);
    if (visit === undefined || id === this.replica.room?.id) return;
    const { generation, epoch } = visit.room;
    const current = this.replica.room;
    const isNext = epoch === current?.epoch && generation === current.generation + 1;
    if (!isNext && visit.isDone) this.#leaveRoom(id);
  }

  #leaveRoom(id: string): void {
    this.#visits.get(id)?.close();
    this.#visits.delete(id);
  }

  #lookIntoOldRooms(): void {
    this.#cancelOld = this.#parts.tools.after(OLD_ROOMS, () => {
      this.#visited.clear();
      this.#want();
      this.#lookIntoOldRooms();
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
