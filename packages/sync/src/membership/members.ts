import { equalBytes, toHex } from '../bytes.ts';
import { type DeviceCard, type DeviceId, idOf } from '../keys/device-keys.ts';
import { type EpochId, MOST_DEVICES, recipientOf, type SealedEpochKey } from '../keys/epoch-key.ts';
import type { RecoveryCard } from '../keys/recovery-keys.ts';
import { SIZES, type SyncSuite } from '../suite/sync-suite.ts';
import { isFirst, type Record } from './record.ts';

/** Who belongs, after some record of the chain. */
export interface Members {
  readonly group: string;
  /** Hash of the first record. */
  readonly founding: string;
  readonly devices: ReadonlyMap<DeviceId, DeviceCard>;
  /** By whom each device that belongs no more was removed; itself, if it left. */
  readonly former: ReadonlyMap<DeviceId, DeviceId>;
  readonly recovery: RecoveryCard;
  /** Words that were replaced: what they sign counts no more. */
  readonly formerWords: ReadonlySet<string>;
  readonly epoch: EpochId;
  /** Hash of the epoch's key, in hex. */
  readonly commitment: string;
  /** A device left that still has the epoch's key. */
  readonly needsNewEpoch: boolean;
  /** Hash of the last record. */
  readonly head: string;
}

/**
 * Who belongs after one more record; undefined if the record may not stand there: it does not come right after, its author does not
 * belong, its new key is not sealed to exactly those who remain and the words, nothing can be sealed to whom it brings, or it changes nothing.
 */
export function follow(suite: SyncSuite, members: Members | undefined, record: Record): Members | undefined {
  const { change } = record;
  if (change.kind === 'founded') {
    const isSound =
      members === undefined &&
      isFirst(record) &&
      equalBytes(record.author, change.device.signing) &&
      isSealedTo(suite, change.epoch, [change.device, change.recovery]);
    if (!isSound) return undefined;
    return {
      group: toHex(record.group),
      founding: record.hash,
      devices: new Map([[idOf(change.device), change.device]]),
      former: new Map(),
      recovery: change.recovery,
      formerWords: new Set(),
      ...epochOf(record, change.epoch),
      head: record.hash,
    };
  }
  if (members === undefined || record.previousHash !== members.head || toHex(record.group) !== members.group)
    return undefined;
  if (change.kind === 'recovered') {
    if (!equalBytes(record.author, members.recovery.signing)) return undefined;
    return withDevice(suite, members, record, change.device);
  }
  if (!members.devices.has(record.authorId)) return undefined;
  const next = { ...members, head: record.hash };
  switch (change.kind) {
    case 'added': {
      const isSound =
        toHex(change.key.commitment) === members.commitment && isSealedTo(suite, change.key, [change.device]);
      return isSound ? withDevice(suite, members, record, change.device) : undefined;
    }
    case 'left':
      return { ...next, ...without(members, record.authorId, record.authorId), needsNewEpoch: true };
    case 'removed': {
      if (!members.devices.has(change.device) || change.device === record.authorId) return undefined;
      const rest = without(members, change.device, record.authorId);
      if (!isSealedTo(suite, change.epoch, [...rest.devices.values(), members.recovery])) return undefined;
      return { ...next, ...rest, ...epochOf(record, change.epoch) };
    }
    case 'rotated': {
      if (!isSealedTo(suite, change.epoch, [...members.devices.values(), members.recovery])) return undefined;
      return { ...next, ...epochOf(record, change.epoch) };
    }
    case 'rewords': {
      if (!isSealedTo(suite, change.epoch, [...members.devices.values(), change.recovery])) return undefined;
      const isOfHere =
        toHex(change.founding) === members.founding && change.former.every((id) => members.former.has(id));
      if (!isOfHere) return undefined;
      const formerWords = new Set(members.formerWords).add(toHex(members.recovery.signing));
      if (formerWords.has(toHex(change.recovery.signing)) || !canBeSealedTo(suite, change.recovery))
        return undefined;
      return { ...next, recovery: change.recovery, formerWords, ...epochOf(record, change.epoch) };
    }
  }
}

const epochOf = (
  { hash }: Record,
  { commitment }: SealedEpochKey,
): Pick<Members, 'epoch' | 'commitment' | 'needsNewEpoch'> => ({
  epoch: hash,
  commitment: toHex(commitment),
  needsNewEpoch: false,
});

function withDevice(
  suite: SyncSuite,
  members: Members,
  record: Record,
  card: DeviceCard,
): Members | undefined {
  const id = idOf(card);
  if (!canBeSealedTo(suite, card)) return undefined;
  if (members.devices.has(id) || members.former.has(id) || members.devices.size >= MOST_DEVICES)
    return undefined;
  return { ...members, devices: new Map(members.devices).set(id, card), head: record.hash };
}

function without(members: Members, device: DeviceId, by: DeviceId): Pick<Members, 'devices' | 'former'> {
  const devices = new Map(members.devices);
  devices.delete(device);
  return { devices, former: new Map(members.former).set(device, by) };
}

/** Whoever cannot be sent a key makes every later epoch impossible, and with it any removal. */
const canBeSealedTo = (suite: SyncSuite, { kem }: Pick<DeviceCard, 'kem'>): boolean =>
  suite.encapsulate(kem, new Uint8Array(SIZES.kemRandomness)) !== undefined;

function isSealedTo(
  suite: SyncSuite,
  { boxes }: SealedEpochKey,
  recipients: readonly Pick<DeviceCard, 'kem'>[],
): boolean {
  const named = new Set(boxes.map(({ recipient }) => toHex(recipient)));
  return (
    boxes.length === recipients.length &&
    recipients.every((recipient) => named.has(toHex(recipientOf(suite, recipient))))
  );
}
