import type { Database } from '../database/connect.ts';
import type { Notifications } from '../database/notifications.ts';
import { relayMessageToBytes } from '@parlour/wire/relay';
import { type RoomStanding, standingOf, updatesAfter } from './stored-room.ts';

/** Somebody connected to a room. */
export interface RoomListener {
  /** An update that is kept, as a message. */
  tell(message: Uint8Array): void;
  /** The room is no more. */
  erased(): void;
}

/** The rooms that somebody is connected to here. */
export interface OpenRooms {
  readonly size: number;
  /** @returns how the room stands, once everything newer will be told. */
  enter(room: string, listener: RoomListener): Promise<RoomStanding | undefined>;
  leave(room: string, listener: RoomListener): void;
  /** Something was kept here. */
  kept(room: string, position: number, update: Uint8Array, by: RoomListener): void;
  erased(room: string): void;
  close(): Promise<void>;
}

interface OpenRoom {
  readonly listeners: Set<RoomListener>;
  /** Everything up to this position was told. */
  position: number;
  /** Newer ones that were kept and told here. */
  readonly own: Set<number>;
  /** Whether it is going to be looked anyway. */
  isAwaited: boolean;
  /** Entering, and looking for what others kept, one after the other. */
  busy: Promise<unknown>;
}

/** Own positions that are remembered before it is looked what others have kept in between. */
const mostOwn = 256;

/** @param replica what this one calls itself in what it tells. */
export function openRooms(
  database: Database,
  notifications: Pick<Notifications, 'on'>,
  replica: string,
  onFailure: (error: unknown) => void,
): OpenRooms {
  const rooms = new Map<string, OpenRoom>();
  let looking: Promise<unknown> = Promise.resolve();

  const look = async (id: string, room: OpenRoom) => {
    if (rooms.get(id) !== room) return;
    const standing = await standingOf(database, id);
    if (standing?.isErased) return erased(id);
    for (const { position, body } of await updatesAfter(database, id, room.position)) {
      room.position = Math.max(room.position, position);
      if (room.own.has(position)) continue;
      const message = relayMessageToBytes({ kind: 'update', update: body });
      for (const listener of room.listeners) listener.tell(message);
    }
    for (const position of room.own) if (position <= room.position) room.own.delete(position);
  };
  const lookSoon = (id: string, room: OpenRoom) => {
    if (room.isAwaited) return room.busy;
    room.isAwaited = true;
    room.busy = room.busy
      .then(() => {
        room.isAwaited = false;
        return look(id, room);
      })
      .catch(onFailure);
    return room.busy;
  };
  const erased = (id: string) => {
    const room = rooms.get(id);
    rooms.delete(id);
    for (const listener of room?.listeners ?? []) listener.erased();
  };
  const stop = notifications.on('room', (told) => {
    if (told === undefined) {
      // Anything may have been missed; one room after the other, for there may be thousands.
      looking = looking.then(async () => {
        for (const [id, room] of Array.from(rooms)) await lookSoon(id, room);
      });
      return;
    }
    const [id = '', by] = told.split('-');
    const room = rooms.get(id);
    if (room !== undefined && by !== replica) void lookSoon(id, room);
  });

  return {
    get size() {
      return rooms.size;
    },
    async enter(id, listener) {
      const known = rooms.get(id);
      const room = known ?? {
        listeners: new Set(),
        position: 0,
        own: new Set(),
        isAwaited: false,
        busy: Promise.resolve(),
      };
      rooms.set(id, room);
      room.listeners.add(listener);
      const entering = room.busy.then(() => standingOf(database, id));
      room.busy = entering.catch(() => undefined);
      const standing = await entering.catch((error: unknown) => {
        room.listeners.delete(listener);
        if (room.listeners.size === 0 && rooms.get(id) === room) rooms.delete(id);
        throw error;
      });
      // What came before is for whoever asks for it.
      if (known === undefined) room.position = Math.max(room.position, standing?.position ?? 0);
      return standing;
    },
    leave(id, listener) {
      const room = rooms.get(id);
      room?.listeners.delete(listener);
      if (room?.listeners.size === 0) rooms.delete(id);
    },
    kept(id, position, update, by) {
      const room = rooms.get(id);
      // Whoever looked meanwhile has found it, and told.
      if (room === undefined || position <= room.position) return;
      room.own.add(position);
      if (room.own.size > mostOwn) void lookSoon(id, room);
      if (room.listeners.size < 2) return;
      const message = relayMessageToBytes({ kind: 'update', update });
      for (const listener of room.listeners) if (listener !== by) listener.tell(message);
    },
    erased,
    async close() {
      stop();
      await looking;
      await Promise.all([...rooms.values()].map(({ busy }) => busy));
    },
  };
}
