import type { Room } from '../keys/room.ts';
import type { Replica } from '../replica/replica.ts';
import type { ConnectedRoom } from '../transport/connect-room.ts';
import type { LinkTools } from '../transport/link-tools.ts';
import { fromRelay, type RoomLink } from '../transport/room-link.ts';
import { RoomVisit } from './room-visit.ts';

/** Milliseconds for which an old room is looked into. */
const LOOK = 15_000;
/** Milliseconds between looks into rooms in which only devices that were left behind write. */
const OLD_ROOMS = 15 * 60_000;

export interface RoomVisitsParts {
  readonly replica: Pick<Replica, 'room' | 'listenTo'>;
  readonly tools: LinkTools;
  readonly connect: (room: Pick<ConnectedRoom, 'room' | 'outer'>) => RoomLink;
  /** There is something to be taken in, or a room to be written to. */
  readonly onNews: () => void;
  /** A connection stands otherwise. */
  readonly onChange: () => void;
}

/** The rooms at the relay that a device is connected to. */
export class RoomVisits {
  readonly #parts: RoomVisitsParts;
  readonly #visits = new Map<string, RoomVisit>();
  readonly #visited = new Set<string>();
  #cancelOld = (): void => undefined;

  constructor(parts: RoomVisitsParts) {
    this.#parts = parts;
    this.#lookIntoOldRooms();
  }

  /** Of the room that is written to. */
  get current(): RoomVisit | undefined {
    return this.#visits.get(this.#parts.replica.room?.id ?? '');
  }

  get all(): RoomVisit[] {
    return [...this.#visits.values()];
  }

  get connected(): RoomVisit[] {
    return this.all.filter(({ link }) => link.status.kind === 'connected');
  }

  /** The room that is written to and the one after it stay open; into the others it is looked now and then. */
  connect(): void {
    const rooms = this.#parts.replica.listenTo();
    for (const room of rooms)
      if (!this.#visits.has(room.id) && (this.#stays(room) || !this.#visited.has(room.id))) this.#visit(room);
    const wanted = new Set(rooms.map(({ id }) => id));
    for (const id of this.#visits.keys()) if (!wanted.has(id)) this.#leave(id);
  }

  close(): void {
    this.#cancelOld();
    for (const visit of this.#visits.values()) visit.close();
    this.#visits.clear();
  }

  #stays({ epoch, generation }: Room): boolean {
    const current = this.#parts.replica.room;
    const isNear = generation === current?.generation || generation === (current?.generation ?? 0) + 1;
    return epoch === current?.epoch && isNear;
  }

  #visit(room: Room): void {
    const { tools, connect, onNews, onChange } = this.#parts;
    const isOld = !this.#stays(room);
    this.#visited.add(room.id);
    const visit = new RoomVisit(room, connect);
    this.#visits.set(room.id, visit);
    visit.outer.document.on('update', (_: Uint8Array, origin: unknown) => {
      if (origin === fromRelay) onNews();
    });
    let wasConnected = false;
    let damaged = 0;
    visit.link.subscribe(() => {
      visit.noteKept();
      if (visit.link.damaged > damaged) onNews();
      ({ damaged } = visit.link);
      const isConnected = visit.link.status.kind === 'connected';
      if (isConnected && !wasConnected) {
        onNews();
        if (isOld) tools.after(LOOK, () => this.#leaveOldRoom(room.id));
      }
      wasConnected = isConnected;
      onChange();
    });
  }

  #leaveOldRoom(id: string): void {
    const visit = this.#visits.get(id);
    if (visit !== undefined && !this.#stays(visit.room) && visit.isDone) this.#leave(id);
  }

  #leave(id: string): void {
    this.#visits.get(id)?.close();
    this.#visits.delete(id);
  }

  #lookIntoOldRooms(): void {
    this.#cancelOld = this.#parts.tools.after(OLD_ROOMS, () => {
      this.#visited.clear();
      this.#parts.onNews();
      this.#lookIntoOldRooms();
    });
  }
}
