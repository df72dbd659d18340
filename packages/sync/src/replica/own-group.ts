import type { Bytes } from '../bytes.ts';
import type { DeviceCard, DeviceId, DeviceKeys } from '../keys/device-keys.ts';
import type { EpochId } from '../keys/epoch-key.ts';
import type { RecoveryKeys } from '../keys/recovery-keys.ts';
import {
  addDevice,
  leaveGroup,
  removeDevice,
  replaceWords,
  replaceWordsAgain,
  rotateKey,
} from '../membership/change-members.ts';
import { isToGo, type LostChange, lostChanges } from '../membership/lost-changes.ts';
import { type Group, type Grown, withRecord, withRecords } from '../membership/group.ts';
import type { Record } from '../membership/record.ts';
import { syncError } from '../sync-error.ts';
import type { Tools } from '../suite/sync-suite.ts';

export interface OwnGroupParts {
  readonly tools: Tools;
  readonly keys: DeviceKeys;
  readonly group: Group;
  /** As they come to be known. */
  readonly epochKeys: ReadonlyMap<EpochId, Bytes>;
  /** Told of each group that takes the place of the one before. */
  readonly onGrown: (group: Group) => void;
}

/** Who belongs as far as a device knows, and the records that it makes itself. */
export class OwnGroup {
  readonly #parts: OwnGroupParts;
  #group: Group;

  constructor(parts: OwnGroupParts) {
    this.#parts = parts;
    this.#group = parts.group;
  }

  get current(): Group {
    return this.#group;
  }

  get isMember(): boolean {
    return this.#group.members.devices.has(this.#parts.keys.id);
  }

  /** Has not been removed: it was displaced, and waits to be added anew. */
  get isWaiting(): boolean {
    return !this.isMember && !this.#group.members.former.has(this.#parts.keys.id);
  }

  /** The same records may have opened more keys meanwhile. */
  lookAgain(): void {
    this.#parts.onGrown(this.#group);
  }

  takeAll(records: readonly Uint8Array[]): Pick<Grown, 'hashes' | 'refused'> {
    const { group, ...grown } = withRecords(this.#parts.tools.suite, this.#group, records);
    if (group !== undefined && group !== this.#group) this.#grow(group);
    return grown;
  }

  take(record: Record): Record {
    this.#grow(withRecord(this.#parts.tools.suite, this.#group, record) ?? this.#group);
    return record;
  }

  /** @throws ParlourError `sync/too-many-devices`, `sync/not-a-member`, `sync/keys-missing` */
  add(card: DeviceCard): Record {
    const { tools, keys, epochKeys } = this.#parts;
    const key = epochKeys.get(this.#group.members.epoch);
    if (key === undefined) throw syncError('keys-missing');
    return this.take(addDevice(tools, this.#group, keys, card, key));
  }

  /** @throws ParlourError `sync/unknown-device`, `sync/not-a-member` */
  remove(device: DeviceId): Record {
    return this.take(removeDevice(this.#parts.tools, this.#group, this.#parts.keys, device));
  }

  /** @throws ParlourError `sync/not-a-member` */
  renewWords(words: RecoveryKeys): Record {
    return this.take(replaceWords(this.#parts.tools, this.#group, this.#parts.keys, words));
  }

  /** That this device leaves, which is still to be taken. @throws ParlourError `sync/not-a-member` */
  leaving(): Record {
    return leaveGroup(this.#parts.tools, this.#group, this.#parts.keys);
  }

  /**
   * Makes anew what another record has displaced, and the new epoch that a device that left makes necessary.
   * @param isHeld whether something keeps this device from it, by now.
   */
  tend(isHeld: () => boolean): void {
    const { tools, keys, epochKeys } = this.#parts;
    if (!this.isMember || this.#group.isDisputed || isToGo(this.#group, keys.id)) return;
    // Each changes what is lost: one removal may have been made twice.
    for (let left = lostChanges(this.#group, keys.id).length; left > 0; left--) {
      const change = lostChanges(this.#group, keys.id)[0];
      // One that was made anew may have put this device out, or begun an epoch whose key it lacks.
      if (change === undefined || isHeld() || !epochKeys.has(this.#group.members.epoch)) break;
      this.#again(change);
      // Its removal has to follow before anything is sealed.
      if (change.kind === 'added' && change.isGone) left++;
    }
    if (this.isMember && this.#group.members.needsNewEpoch) this.take(rotateKey(tools, this.#group, keys));
  }

  #again(change: LostChange): void {
    const { tools, keys } = this.#parts;
    if (change.kind === 'added') {
      if (change.isGone) this.take(rotateKey(tools, this.#group, keys));
      this.add(change.device);
    } else if (change.kind === 'removed') this.remove(change.device);
    else if (change.kind === 'rewords') this.take(replaceWordsAgain(tools, this.#group, keys, change));
    else this.take(this.leaving());
  }

  #grow(group: Group): void {
    this.#group = group;
    this.#parts.onGrown(group);
  }
}
