import type { Bytes } from '../bytes.ts';
import type { DeviceId } from '../keys/device-keys.ts';
import type { EpochId } from '../keys/epoch-key.ts';
import { type Room, roomOf } from '../keys/room.ts';
import type { SyncSuite } from '../suite/sync-suite.ts';
import { syncError } from '../sync-error.ts';
import { type JoinedRoom, type JoinedRoomState, joinRoom } from './joined-room.ts';

/** Rooms whose records a device still looks at, the current one and the next included. */
const MOST_ROOMS = 16;

/** The rooms that a device has been in, and the one that it writes to. */
export class Rooms {
  readonly #suite: SyncSuite;
  readonly #epochKeys: ReadonlyMap<EpochId, Bytes>;
  readonly #joined = new Map<string, JoinedRoom>();
  /** Ids of rooms that are looked at no more. What was written there is forgotten, so nothing may be written there again. */
  readonly #abandoned = new Set<string>();
  /** By epoch and generation: rooms are asked for all the time, and their keys take some work. */
  readonly #found = new Map<string, Room>();
  #current: JoinedRoom | undefined;

  /** @param epochKeys as they come to be known. */
  constructor(suite: SyncSuite, epochKeys: ReadonlyMap<EpochId, Bytes>) {
    this.#suite = suite;
    this.#epochKeys = epochKeys;
  }

  /** The newest last. */
  get all(): JoinedRoom[] {
    return [...this.#joined.values()];
  }

  get current(): JoinedRoom | undefined {
    return this.#current;
  }

  get abandoned(): string[] {
    return [...this.#abandoned];
  }

  joined(id: string): JoinedRoom | undefined {
    return this.#joined.get(id);
  }

  /** A device's updates in a room up to this sequence number are covered by a checkpoint. */
  coveredUpTo(room: string, device: DeviceId): number {
    const view = this.#joined.get(room)?.view;
    return view?.forks().length === 0 ? (view.covered?.[device]?.sequence ?? 0) : 0;
  }

  restore(
    states: readonly JoinedRoomState[],
    abandoned: readonly string[],
    current: string | undefined,
  ): void {
    for (const id of abandoned) this.#abandoned.add(id);
    for (const one of states) {
      const key = this.#epochKeys.get(one.epoch);
      if (key === undefined) continue;
      const joined = joinRoom(this.#roomOf(one.epoch, key, one.generation), one);
      this.#joined.set(joined.room.id, joined);
      if (joined.room.id === current) this.#current = joined;
    }
  }

  /** The current one, earlier ones, in which devices left behind write, and those begun anew after each. */
  listenTo(): Room[] {
    const known = this.all.map(({ room }) => room);
    const later = known.map((room) => this.#after(room)).filter((room) => room !== undefined);
    return [...known, ...later.filter(({ id }) => !this.#joined.has(id) && !this.#abandoned.has(id))];
  }

  byId(id: string): Room | undefined {
    return this.listenTo().find((room) => room.id === id);
  }

  /** @throws ParlourError `sync/keys-missing` */
  enter(epoch: EpochId, generation: number): void {
    const key = this.#epochKeys.get(epoch);
    if (key === undefined) throw syncError('keys-missing');
    let room = this.#roomOf(epoch, key, generation);
    while (this.#abandoned.has(room.id)) room = this.#roomOf(epoch, key, room.generation + 1);
    this.#makeCurrent(this.join(room));
  }

  /** The room, which is the current one from now on if somebody has begun the current outer document anew. */
  followInto(room: Room): JoinedRoom {
    const joined = this.#joined.get(room.id) ?? this.join(room);
    const current = this.#current?.room;
    if (current?.epoch === room.epoch && room.generation > current.generation) this.#makeCurrent(joined);
    return joined;
  }

  join(room: Room): JoinedRoom {
    const joined = this.#joined.get(room.id) ?? joinRoom(room);
    // The newest last: the oldest are looked at no more.
    this.#joined.delete(room.id);
    this.#joined.set(room.id, joined);
    const old = [...this.#joined.keys()].slice(0, -MOST_ROOMS);
    for (const id of old) {
      if (id === this.#current?.room.id) continue;
      this.#joined.delete(id);
      this.#abandoned.add(id);
    }
    return joined;
  }

  latestGeneration(epoch: EpochId): number {
    const rooms = this.all.filter(({ room }) => room.epoch === epoch);
    return Math.max(0, ...rooms.map(({ room }) => room.generation));
  }

  #makeCurrent(joined: JoinedRoom): void {
    if (joined === this.#current) return;
    this.#current = joined;
    // Also in a room left before: what was published elsewhere meanwhile is missing there.
    joined.isPublished = false;
  }

  #after({ epoch, generation }: Room): Room | undefined {
    const key = this.#epochKeys.get(epoch);
    return key && this.#roomOf(epoch, key, generation + 1);
  }

  #roomOf(epoch: EpochId, key: Bytes, generation: number): Room {
    const name = `${epoch}/${generation}`;
    const room = this.#found.get(name) ?? roomOf(this.#suite, epoch, key, generation);
    this.#found.set(name, room);
    return room;
  }
}
