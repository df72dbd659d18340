import { type Bytes, equalBytes, toHex } from '../bytes.ts';
import { type DeviceCard, type DeviceId, idOf } from '../keys/device-keys.ts';
import { MOST_DEVICES } from '../keys/epoch-key.ts';
import type { RecoveryCard } from '../keys/recovery-keys.ts';
import type { Group } from './group.ts';
import { isBefore, type Placed } from './record-tree.ts';

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
