import { type Bytes, fromHex, toHex } from '../bytes.ts';
import type { DeviceCard, DeviceId, DeviceKeys } from '../keys/device-keys.ts';
import {
  type EpochId,
  MOST_DEVICES,
  openEpochKey,
  type SealedEpochKey,
  sealEpochKey,
} from '../keys/epoch-key.ts';
import type { RecoveryCard, RecoveryKeys } from '../keys/recovery-keys.ts';
import { SIZES, type SyncSuite, type Tools } from '../suite/sync-suite.ts';
import { syncError } from '../sync-error.ts';
import type { Group } from './group.ts';
import type { Members } from './members.ts';
import type { LostChange } from './lost-changes.ts';
import { type Body, type Change, countersign, noRecord, placeOf, type Record, signRecord } from './record.ts';

/** The first record of all, by the first device, with the recovery words at hand. */
export function foundGroup(tools: Tools, keys: DeviceKeys, recovery: RecoveryKeys): Record {
  const place = { group: tools.random(16), previous: noRecord };
  const epoch = newEpoch(tools, [keys.card, recovery.card], place);
  const change: Change = { kind: 'founded', device: keys.card, recovery: recovery.card, epoch };
  const body = bodyOf(place, keys.card.signing, change);
  const byWords = countersign(tools.suite, body, recovery.signingSeed);
  return signRecord(tools.suite, body, keys.signingSeed, byWords);
}

/** @param epochKey of the epoch as it is. @throws ParlourError `sync/too-many-devices`, `sync/not-a-member` */
export function addDevice(
  tools: Tools,
  group: Group,
  keys: DeviceKeys,
  device: DeviceCard,
  epochKey: Bytes,
): Record {
  checkRoom(group.members);
  const key = sealEpochKey(tools, epochKey, [device], placeOf(after(group)));
  return signed(tools.suite, group, keys, { kind: 'added', device, key });
}

/** The removal and the new epoch's key for the rest, in one record. @throws ParlourError `sync/unknown-device` */
export function removeDevice(tools: Tools, group: Group, keys: DeviceKeys, device: DeviceId): Record {
  const { devices, recovery } = group.members;
  if (!devices.has(device) || device === keys.id) throw syncError('unknown-device');
  const rest = [...devices].filter(([id]) => id !== device).map(([, card]) => card);
  const epoch = newEpoch(tools, [...rest, recovery], after(group));
  return signed(tools.suite, group, keys, { kind: 'removed', device, epoch });
}

export const leaveGroup = ({ suite }: Tools, group: Group, keys: DeviceKeys): Record =>
  signed(suite, group, keys, { kind: 'left' });

/** A new epoch, for instance after a device has left. */
export function rotateKey(tools: Tools, group: Group, keys: DeviceKeys): Record {
  const { devices, recovery } = group.members;
  const epoch = newEpoch(tools, [...devices.values(), recovery], after(group));
  return signed(tools.suite, group, keys, { kind: 'rotated', epoch });
}

/** New recovery words, the old ones' keys getting nothing any more. */
export function replaceWords(tools: Tools, group: Group, keys: DeviceKeys, words: RecoveryKeys): Record {
  const change = newWords(tools, group, words.card, [...group.members.former.keys()].sort());
  const body = bodyOf(after(group), keys.card.signing, change);
  return signed(tools.suite, group, keys, change, countersign(tools.suite, body, words.signingSeed));
}

/** The same in another place, when the words themselves are on paper only. */
export const replaceWordsAgain = (
  tools: Tools,
  group: Group,
  keys: DeviceKeys,
  { recovery, former, countersignature }: LostChange & { kind: 'rewords' },
): Record => signed(tools.suite, group, keys, newWords(tools, group, recovery, former), countersignature);

function newWords(tools: Tools, group: Group, recovery: RecoveryCard, former: DeviceId[]): Change {
  const { devices, founding } = group.members;
  const epoch = newEpoch(tools, [...devices.values(), recovery], after(group));
  return { kind: 'rewords', recovery, epoch, founding: fromHex(founding), former };
}

/** A new device, by the words alone. @throws ParlourError `sync/too-many-devices` */
export function recoverDevice(
  suite: SyncSuite,
  group: Group,
  words: RecoveryKeys,
  device: DeviceCard,
): Record {
  checkRoom(group.members);
  const body = bodyOf(after(group), words.card.signing, { kind: 'recovered', device });
  return signRecord(suite, body, words.signingSeed);
}

/** The key of the epoch that a record makes; undefined if it makes none, or not for this recipient. */
export function epochKeyOf(
  suite: SyncSuite,
  record: Record,
  keys: { readonly card: Pick<DeviceCard, 'kem'>; readonly kemSeed: Bytes },
): Bytes | undefined {
  const { change } = record;
  return 'epoch' in change ? openEpochKey(suite, keys, change.epoch, placeOf(record)) : undefined;
}

/**
 * The keys of epochs in a chain that were sealed to one of the recipients, by the epoch's id: in the record that made the epoch, or in
 * the one that added the device later.
 */
export function epochKeysIn(
  suite: SyncSuite,
  chain: readonly Record[],
  keys: { readonly card: Pick<DeviceCard, 'kem'>; readonly kemSeed: Bytes },
  isKnown: (epoch: EpochId) => boolean,
): Map<EpochId, Bytes> {
  const found = new Map<EpochId, Bytes>();
  let epoch: EpochId = '';
  for (const record of chain) {
    const { change } = record;
    if ('epoch' in change) epoch = record.hash;
    const sealed = 'epoch' in change ? change.epoch : 'key' in change ? change.key : undefined;
    if (sealed === undefined || isKnown(epoch) || found.has(epoch)) continue;
    const key = openEpochKey(suite, keys, sealed, placeOf(record));
    if (key !== undefined) found.set(epoch, key);
  }
  return found;
}

const checkRoom = ({ devices }: Members): void => {
  if (devices.size >= MOST_DEVICES) throw syncError('too-many-devices');
};

const after = ({ members }: Group): Pick<Body, 'group' | 'previous'> => ({
  group: fromHex(members.group),
  previous: fromHex(members.head),
});

const bodyOf = (place: Pick<Body, 'group' | 'previous'>, author: Bytes, change: Change): Body => ({
  format: 1,
  ...place,
  author,
  change,
});

function signed(
  suite: SyncSuite,
  group: Group,
  keys: DeviceKeys,
  change: Change,
  countersignature?: Bytes,
): Record {
  if (!group.members.devices.has(toHex(keys.card.signing))) throw syncError('not-a-member');
  return signRecord(
    suite,
    bodyOf(after(group), keys.card.signing, change),
    keys.signingSeed,
    countersignature,
  );
}

function newEpoch(
  tools: Tools,
  recipients: readonly Pick<DeviceCard, 'kem'>[],
  place: Pick<Body, 'group' | 'previous'>,
): SealedEpochKey {
  const key = tools.random(SIZES.key);
  const sealed = sealEpochKey(tools, key, recipients, placeOf(place));
  key.fill(0);
  return sealed;
}
