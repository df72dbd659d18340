import { type Bytes, equalBytes, fromHex, toHex } from '../bytes.ts';
import { type DeviceCard, type DeviceId, type DeviceKeys, idOf } from '../keys/device-keys.ts';
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
import { isBefore, type Placed } from './record-tree.ts';
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

/** What is to be made anew. */
export type LostChange =
  | {
      readonly kind: 'added';
      readonly device: DeviceCard;
      /** It was removed or has left, which follows: of the epoch as it is it is to read nothing, so it gets the key of a new one, in which nothing was said. */
      readonly isGone: boolean;
    }
  | { readonly kind: 'removed'; readonly device: DeviceId }
  | {
      readonly kind: 'rewords';
      readonly recovery: RecoveryCard;
      readonly former: DeviceId[];
      readonly countersignature: Bytes | undefined;
    }
  | { readonly kind: 'left' };

/** Whether a removal of a device counts, be it in the chain or still to be made anew by the others: whatever it made now would be void. */
export const isToGo = ({ tree, struck }: Group, device: DeviceId): boolean =>
  [...tree.values()].some(
    ({ record: { change, hash } }) =>
      change.kind === 'removed' && change.device === device && !struck.has(hash),
  );

/**
 * What a device has to make anew on top of the chain, because it counts and is not in the chain: its own changes, and those of devices
 * that belong no more or have left, what the recovery words signed (also where it was struck, if they are in force), and removals and new
 * words whoever made them. Who has left cannot leave once more: it is removed, after what it had added is added anew.
 */
export function lostChanges(group: Group, own: DeviceId): LostChange[] {
  const inChain = new Set(group.chain.map(({ hash }) => hash));
  const { devices, former, recovery, formerWords } = group.members;
  const counting = [...group.tree.values()].filter(({ record }) => !group.struck.has(record.hash));
  if (isToGo(group, own)) return [];
  // Words that somebody has replaced who knew them do not come back.
  const isReplaced = (placed: Placed): boolean =>
    placed.record.change.kind === 'rewords' &&
    counting.some((one) => one !== placed && one.record.change.kind === 'rewords' && isBefore(placed, one));
  const byWords = inForce(group);
  const lost = [...group.tree.values()]
    .filter(({ record }) => {
      if (inChain.has(record.hash)) return false;
      return record.authorId === own || !group.struck.has(record.hash) || byWords.has(record.hash);
    })
    .filter((placed) => !isReplaced(placed))
    .map(({ record }) => record);
  const leaving = new Set(
    lost.filter(({ change }) => change.kind === 'left').map(({ authorId }) => authorId),
  );
  const gone = new Set([
    ...leaving,
    ...lost.flatMap(({ change }) => (change.kind === 'removed' ? [change.device] : [])),
  ]);
  const changes = lost
    .filter(
      ({ authorId, change }) =>
        // A removed device and old words stay in force until it is done, and whoever did it may never come back.
        change.kind === 'rewords' ||
        change.kind === 'removed' ||
        authorId === own ||
        !devices.has(authorId) ||
        leaving.has(authorId),
    )
    .flatMap(({ change, authorId, countersignature }): LostChange[] => {
      if (change.kind === 'left')
        return authorId === own ? [{ kind: 'left' }] : [{ kind: 'removed', device: authorId }];
      if (change.kind === 'rewords') return [{ ...change, countersignature }];
      // The words are on paper only: whoever came by them is added by a device.
      if (change.kind === 'added' || change.kind === 'recovered')
        return [{ kind: 'added', device: change.device, isGone: gone.has(idOf(change.device)) }];
      return change.kind === 'removed' ? [change] : [];
    });
  const isLacking = (device: DeviceCard): boolean =>
    !devices.has(idOf(device)) && !former.has(idOf(device)) && devices.size < MOST_DEVICES;
  const areNew = (words: RecoveryCard): boolean =>
    !equalBytes(words.signing, recovery.signing) && !formerWords.has(toHex(words.signing));
  return [
    ...changes.filter((change) => change.kind === 'added' && isLacking(change.device)),
    ...changes.filter(
      (change) => change.kind === 'removed' && change.device !== own && devices.has(change.device),
    ),
    ...changes.filter(
      (change) =>
        change.kind === 'rewords' && areNew(change.recovery) && change.former.every((id) => former.has(id)),
    ),
    ...changes.filter(({ kind }) => kind === 'left' && devices.has(own)),
  ];
}

/**
 * Hashes of what the words in force have signed and no removal of whoever made them takes back, as they would sign it once more: none where
 * they are about to be replaced, and of no device that has left since, or was removed by another one that they brought.
 */
function inForce({ tree, struck, chain, members: { recovery } }: Group): ReadonlySet<string> {
  const all = [...tree.values()];
  const inChain = new Set(chain.map(({ hash }) => hash));
  const isOfThese = (words: RecoveryCard): boolean => equalBytes(words.signing, recovery.signing);
  const areLeaving = all.some(
    ({ record: { change, hash }, parent }) =>
      change.kind === 'rewords' &&
      !inChain.has(hash) &&
      !struck.has(hash) &&
      parent !== undefined &&
      isOfThese(parent.members.recovery),
  );
  if (areLeaving) return new Set();
  const brought = new Map<DeviceId, string>();
  for (const { record } of all)
    if (record.change.kind === 'recovered' && equalBytes(record.author, recovery.signing))
      brought.set(idOf(record.change.device), record.hash);
  const found = new Map(brought);
  for (const { record } of all) {
    const { change, authorId } = record;
    if (change.kind === 'left') found.delete(authorId);
    if (change.kind === 'removed' && brought.has(authorId)) found.delete(change.device);
  }
  return new Set(found.values());
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
