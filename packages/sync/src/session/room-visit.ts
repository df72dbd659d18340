import type { DeviceId } from '../keys/device-keys.ts';
import type { Room } from '../keys/room.ts';
import { OuterDocument } from '../outer/outer-document.ts';
import type { Found } from '../replica/found.ts';
import type { SealedUpdate } from '../sealing/sealed-update.ts';
import type { ConnectedRoom } from '../transport/connect-room.ts';
import type { RoomLink } from '../transport/room-link.ts';

/** One room in one session of a device: its outer document and the line to the relay. */
export class RoomVisit {
  readonly room: Room;
  readonly outer = new OuterDocument();
  readonly link: RoomLink;
  /** Updates whose authors do not belong, as far as this device knows. */
  #later: Found[] = [];
  /** Sequence number up to which this device's updates are known to lie at the relay. */
  #kept = 0;
  #published = 0;
  #damaged = 0;

  constructor(room: Room, connect: (room: Pick<ConnectedRoom, 'room' | 'outer'>) => RoomLink) {
    this.room = room;
    this.link = connect({ room, outer: this.outer });
  }

  /** Everything that was not taken before. */
  take(receive: (found: readonly Found[]) => Found[]): number {
    const found = this.outer.found();
    if (found.length > 0) this.#later = receive([...this.#later, ...found]);
    return found.length;
  }

  /** Messages that came since it was last asked and could not be applied: whatever was in them is missing. */
  takeDamaged(): number {
    const { damaged } = this.link;
    const more = damaged - this.#damaged;
    this.#damaged = damaged;
    return more;
  }

  /** The members have changed: what was put off is looked at again. */
  lookAgain(receive: (found: readonly Found[]) => Found[]): void {
    if (this.#later.length > 0) this.#later = receive(this.#later);
  }

  /** Puts a device's log there, once it is known what lies there already. */
  publish(device: DeviceId, log: readonly SealedUpdate[], coveredUpTo: number): void {
    if (this.link.status.kind !== 'connected') return;
    this.outer.publish(device, log, coveredUpTo);
    this.#published = log.at(-1)?.sequence ?? this.#published;
    this.noteKept();
  }

  noteKept(): void {
    if (this.link.status.kind === 'connected' && this.link.waiting === 0) this.#kept = this.#published;
  }

  /** How many of a log are not known to lie at the relay. */
  unsent(log: readonly SealedUpdate[]): number {
    return log.filter(({ sequence }) => sequence > this.#kept).length;
  }

  get isDone(): boolean {
    return this.link.status.kind === 'connected' && this.link.waiting === 0;
  }

  close(): void {
    this.link.close();
    this.outer.document.destroy();
  }
}
