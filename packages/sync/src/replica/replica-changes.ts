import { type Bytes, equalBytes, owned } from '../bytes.ts';
import { plainToBytes } from '../plain-bytes.ts';
import type { JoinedRoomState } from './joined-room.ts';
import type { Replica } from './replica.ts';
import { changeToBytes, type ReplicaChange, roomName } from './replica-change.ts';
import { type StateBesideDocument, stateToBytes } from './replica-state.ts';

/** Bytes to be stored: in the place of everything stored before (`isWhole`), or after it. */
export interface ToStore {
  readonly isWhole: boolean;
  readonly bytes: Bytes;
  /** They are on disk. */
  stored(): void;
}

interface Stored {
  readonly about: StateBesideDocument;
  /** By name, how each room was, but for the log. */
  readonly rooms: ReadonlyMap<string, { readonly beside: Bytes; readonly last: number }>;
  /** The very list, and how long it was. */
  readonly unsealed: readonly Uint8Array[];
  readonly unsealedLength: number;
}

/** What has happened to a replica since it was stored, so that not all of it has to be stored at each edit. */
export class ReplicaChanges {
  readonly #replica: Replica;
  #stored: Stored;
  #updates: Uint8Array[] = [];

  /** @param replica as it is stored. */
  constructor(replica: Replica) {
    this.#replica = replica;
    this.#stored = standing(replica);
    replica.document.on('update', this.#onUpdate);
  }

  /** Undefined where nothing has happened. */
  next(): ToStore | undefined {
    const { store } = this.#replica.document;
    // What waits for updates that are missing is nothing that the document tells of.
    if (store.pendingStructs !== null || store.pendingDs !== null) return this.whole();
    const now = standing(this.#replica);
    const change = changeOf(this.#stored, now, this.#updates.map(owned));
    return change && this.#toStore(now, false, changeToBytes(change));
  }

  whole(): ToStore {
    return this.#toStore(standing(this.#replica), true, stateToBytes(this.#replica.state()));
  }

  close(): void {
    this.#replica.document.off('update', this.#onUpdate);
  }

  readonly #onUpdate = (update: Uint8Array): void => {
    this.#updates.push(update);
  };

  #toStore(now: Stored, isWhole: boolean, bytes: Bytes): ToStore {
    const updates = this.#updates.length;
    return {
      isWhole,
      bytes,
      stored: () => {
        this.#stored = now;
        this.#updates = this.#updates.slice(updates);
      },
    };
  }
}

function standing(replica: Replica): Stored {
  const about = replica.stateBesideDocument();
  return {
    about,
    rooms: new Map(
      about.rooms.map(({ log, ...beside }) => [
        roomName(beside),
        { beside: plainToBytes(beside), last: log.at(-1)?.sequence ?? 0 },
      ]),
    ),
    unsealed: replica.unsealedEdits,
    unsealedLength: replica.unsealedEdits.length,
  };
}

function changeOf(before: Stored, now: Stored, updates: Bytes[]): ReplicaChange | undefined {
  const { about } = now;
  const rooms = about.rooms.map((room) => changeOfRoom(before, now, room));
  const areKept = now.unsealed === before.unsealed;
  const fresh = now.unsealed.slice(areKept ? before.unsealedLength : 0, now.unsealedLength);
  const change: ReplicaChange = {
    format: 1,
    records: added(before.about.records, about.records),
    accepted: added(before.about.accepted, about.accepted),
    isConfirmed: about.isConfirmed,
    epochKeys: Object.fromEntries(
      Object.entries(about.epochKeys).filter(([epoch]) => before.about.epochKeys[epoch] === undefined),
    ),
    rooms,
    abandoned: added(before.about.abandoned, about.abandoned),
    current: about.current,
    updates,
    unsealed: { areKept, added: fresh.map(owned) },
  };
  const isSame =
    updates.length +
      fresh.length +
      change.records.length +
      change.accepted.length +
      change.abandoned.length ===
      0 &&
    (areKept || before.unsealedLength === 0) &&
    Object.keys(change.epochKeys).length === 0 &&
    about.isConfirmed === before.about.isConfirmed &&
    about.current === before.about.current &&
    rooms.length === before.about.rooms.length &&
    before.about.rooms.every((room, i) => rooms[i] === roomName(room));
  return isSame ? undefined : change;
}

function changeOfRoom(before: Stored, now: Stored, room: JoinedRoomState): ReplicaChange['rooms'][number] {
  const name = roomName(room);
  const was = before.rooms.get(name);
  const is = now.rooms.get(name);
  const logFrom = room.log[0]?.sequence ?? Number.MAX_SAFE_INTEGER;
  const wasFrom = before.about.rooms.find((one) => roomName(one) === name)?.log[0]?.sequence;
  const isSame =
    was !== undefined &&
    is !== undefined &&
    was.last === is.last &&
    (wasFrom ?? logFrom) === logFrom &&
    equalBytes(was.beside, is.beside);
  if (isSame) return name;
  const { log, ...beside } = room;
  return { ...beside, logFrom, logAdded: log.filter(({ sequence }) => sequence > (was?.last ?? 0)) };
}

function added<T>(before: readonly T[], now: readonly T[]): T[] {
  const known = new Set(before);
  return now.filter((one) => !known.has(one));
}
