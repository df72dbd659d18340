import * as Y from 'yjs';
import { owned } from '../bytes.ts';
import type { DeviceKeys } from '../keys/device-keys.ts';
import type { Room } from '../keys/room.ts';
import type { RoomView } from '../room/room-view.ts';
import type { Payload } from '../sealing/payload.ts';
import type { OpenedUpdate } from '../sealing/sealed-update.ts';
import type { SyncSuite } from '../suite/sync-suite.ts';
import { authorStanding } from './author-standing.ts';
import { type Found, openFound } from './found.ts';
import type { OwnGroup } from './own-group.ts';
import type { Refusals } from './refusals.ts';
import type { Rooms } from './rooms.ts';

/** Origin of changes to the inner document that came from other devices. */
export const fromOthers = Symbol('from other devices');

const fromEarlierRoom = Symbol('from an earlier room');

export interface TakingDevice {
  readonly suite: SyncSuite;
  readonly keys: DeviceKeys;
  readonly group: OwnGroup;
  readonly rooms: Rooms;
  readonly document: Y.Doc;
  /** Counted up. */
  readonly refusals: Refusals;
}

/** `Replica.receive`. */
export function takeIn(device: TakingDevice, roomId: string, found: readonly Found[]): Found[] {
  const { suite, rooms, group, refusals } = device;
  const room = rooms.byId(roomId);
  if (room === undefined) return [...found];
  const opened = openFound(suite, room, found);
  refusals.forged += found.length - opened.length;
  const joined = rooms.joined(roomId);
  for (const { payload } of opened) takeRecords(device, payload.records ?? [], joined?.records);
  const standing = ({ device: author }: OpenedUpdate) => authorStanding(group.current.members, author, room);
  let later = opened;
  for (let before = -1; before !== later.length; ) {
    before = later.length;
    // Each that is taken may vouch for others.
    later = later.filter((update) => {
      const isTaken = standing(update) === 'member' || isVouchedFor(rooms, room, update);
      if (isTaken) apply(device, room, update);
      return !isTaken;
    });
  }
  refusals.removed += later.filter((update) => standing(update) === 'removed').length;
  return later.map(({ device: author, bytes }) => ({ device: author, bytes }));
}

function takeRecords(
  { group, refusals }: TakingDevice,
  records: readonly Uint8Array[],
  lying: Set<string> | undefined,
): void {
  if (records.length === 0) return;
  const { hashes, refused } = group.takeAll(records);
  refusals.records += refused;
  for (const hash of hashes) lying?.add(hash);
}

/** Whether somebody had seen it whose own updates, which may go on from it, were taken. */
const isVouchedFor = (rooms: Rooms, { id }: Room, { device, sequence }: OpenedUpdate): boolean =>
  sequence <= (rooms.joined(id)?.view.claimed(device) ?? 0);

function apply({ rooms, document, keys }: TakingDevice, room: Room, update: OpenedUpdate): void {
  const joined = rooms.followInto(room);
  // What comes late in a room that was left is sealed again in the current one, which not everybody who is there has the key of.
  const origin = joined === rooms.current ? fromOthers : fromEarlierRoom;
  const isNothingNew = isHeld(document, joined.view, update.payload);
  for (const { payload } of joined.view.receive(update)) {
    if (payload.update === undefined) continue;
    if (!isNothingNew || payload !== update.payload) Y.applyUpdate(document, payload.update, origin);
    if (payload.isCheckpoint === true)
      joined.checkpoint = payload.vector ?? owned(Y.encodeStateVectorFromUpdate(payload.update));
  }
  joined.log.trim(rooms.coveredUpTo(room.id, keys.id));
}

/**
 * Whether all of a checkpoint is here already, as it mostly is: everything was seen that its author had seen, what was deleted included. To
 * apply a long record once more takes as long as the first time.
 */
function isHeld({ store }: Y.Doc, view: RoomView, { isCheckpoint, vector, heads }: Payload): boolean {
  if (isCheckpoint !== true || vector === undefined || !view.hasSeen(heads)) return false;
  if (store.pendingStructs !== null || store.pendingDs !== null) return false;
  return [...Y.decodeStateVector(vector)].every(([client, clock]) => clock <= Y.getState(store, client));
}
