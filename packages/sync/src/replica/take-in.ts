import * as Y from 'yjs';
import { type Bytes, equalBytes, owned } from '../bytes.ts';
import type { DeviceKeys } from '../keys/device-keys.ts';
import type { Room } from '../keys/room.ts';
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

function apply(device: TakingDevice, room: Room, update: OpenedUpdate): void {
  const { rooms, document, keys, refusals } = device;
  const joined = rooms.followInto(room);
  // What comes late in a room that was left is sealed again in the current one, which not everybody who is there has the key of.
  const origin = joined === rooms.current ? fromOthers : fromEarlierRoom;
  for (const { payload } of joined.view.receive(update)) {
    if (payload.update === undefined) continue;
    try {
      if (!isHeld(document, payload)) Y.applyUpdate(document, payload.update, origin);
      if (payload.isCheckpoint === true) joined.checkpoint = vectorOf(payload.update, payload.snapshot);
    } catch {
      // A device that was stolen can seal anything. It has to be possible to go on, and to remove it.
      refusals.forged++;
    }
  }
  joined.log.trim(rooms.coveredUpTo(room.id, keys.id));
}

/** Whether a checkpoint is what is here already, as it mostly is: to apply a long record once more takes as long as the first time. */
function isHeld(document: Y.Doc, { isCheckpoint, snapshot }: Payload): boolean {
  const { pendingStructs, pendingDs } = document.store;
  const isWhole = pendingStructs === null && pendingDs === null;
  if (isCheckpoint !== true || snapshot === undefined || !isWhole) return false;
  return equalBytes(Y.encodeSnapshot(Y.snapshot(document)), snapshot);
}

const vectorOf = (update: Bytes, snapshot: Bytes | undefined): Bytes =>
  owned(
    snapshot === undefined
      ? Y.encodeStateVectorFromUpdate(update)
      : Y.encodeStateVector(Y.decodeSnapshot(snapshot).sv),
  );
