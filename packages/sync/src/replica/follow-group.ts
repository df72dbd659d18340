import type { Bytes } from '../bytes.ts';
import type { DeviceKeys } from '../keys/device-keys.ts';
import type { EpochId } from '../keys/epoch-key.ts';
import { roomOf } from '../keys/room.ts';
import { epochKeyOf, epochKeysIn } from '../membership/change-members.ts';
import type { Group } from '../membership/group.ts';
import type { SyncSuite } from '../suite/sync-suite.ts';
import type { Rooms } from './rooms.ts';

/** Epochs that began and ended while a device was away, into whose rooms it looks. */
const MOST_EPOCHS_PASSED = 6;

export interface FollowingDevice {
  readonly suite: SyncSuite;
  readonly keys: DeviceKeys;
  /** Those found are added. */
  readonly epochKeys: Map<EpochId, Bytes>;
  readonly rooms: Rooms;
}

/** Takes the keys of epochs that a group's records have for this device, and looks into, or enters, the rooms that they open. */
export function followGroup(device: FollowingDevice, group: Group): void {
  const { suite, keys, epochKeys, rooms } = device;
  const { epoch, devices } = group.members;
  lookIntoEpochs(
    device,
    epoch,
    epochKeysIn(suite, group.chain, keys, (one) => epochKeys.has(one)),
  );
  lookIntoDisplaced(device, group);
  if (devices.has(keys.id) && rooms.current?.room.epoch !== epoch && epochKeys.has(epoch))
    rooms.enter(epoch, rooms.latestGeneration(epoch));
}

/**
 * Takes keys of epochs, oldest first, and looks into the rooms of those that are over: also who came in one of them, and has no other room,
 * hears of what has happened since.
 */
export function lookIntoEpochs(
  { suite, epochKeys, rooms }: Pick<FollowingDevice, 'suite' | 'epochKeys' | 'rooms'>,
  current: EpochId,
  found: ReadonlyMap<EpochId, Bytes>,
): void {
  for (const [one, key] of found) epochKeys.set(one, key);
  for (const [one, key] of [...found].slice(-MOST_EPOCHS_PASSED))
    if (one !== current) rooms.join(roomOf(suite, one, key, 0));
}

/** Who has gone on from a record that is not in the chain here hears of the chain in the rooms of that record. */
function lookIntoDisplaced({ suite, keys, epochKeys, rooms }: FollowingDevice, group: Group): void {
  const inChain = new Set(group.chain.map(({ hash }) => hash));
  // One whose place is not known yet may be anybody's.
  for (const { record } of group.tree.values()) {
    if (inChain.has(record.hash) || group.struck.has(record.hash) || epochKeys.has(record.hash)) continue;
    const key = epochKeyOf(suite, record, keys);
    if (key === undefined) continue;
    epochKeys.set(record.hash, key);
    rooms.join(roomOf(suite, record.hash, key, 0));
  }
}

/** Keys of epochs in the chain that are over, oldest first: the last few. */
export function earlierKeys(
  { chain, members }: Group,
  epochKeys: ReadonlyMap<EpochId, Bytes>,
): Map<EpochId, Bytes> {
  const passed = chain.flatMap(({ hash }): [EpochId, Bytes][] => {
    const key = hash === members.epoch ? undefined : epochKeys.get(hash);
    return key === undefined ? [] : [[hash, key]];
  });
  return new Map(passed.slice(-MOST_EPOCHS_PASSED));
}
