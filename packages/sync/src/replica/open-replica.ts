import * as Y from 'yjs';
import { deviceKeysOf, type DeviceKeys } from '../keys/device-keys.ts';
import type { RecoveryKeys } from '../keys/recovery-keys.ts';
import { foundGroup } from '../membership/change-members.ts';
import { storedGroup, withRecord } from '../membership/group.ts';
import type { Tools } from '../suite/sync-suite.ts';
import { syncError } from '../sync-error.ts';
import type { HandedOn } from './handed-on.ts';
import { Replica } from './replica.ts';
import { changeFromBytes, type StoredReplica, withChange } from './replica-change.ts';
import { stateFromBytes } from './replica-state.ts';

/** The first device of a person, with the recovery words at hand. */
export function foundReplica(
  tools: Tools,
  keys: DeviceKeys,
  recovery: RecoveryKeys,
  document: Y.Doc = new Y.Doc(),
): Replica {
  const group = withRecord(tools.suite, undefined, foundGroup(tools, keys, recovery));
  if (group === undefined) throw syncError('bad-state');
  return new Replica({ ...tools, keys, group, document });
}

/** A device that was welcomed by another one: all that it knows are the members. */
export function joinReplica(
  tools: Tools,
  keys: DeviceKeys,
  { group, generation, earlier }: HandedOn,
  document: Y.Doc = new Y.Doc(),
): Replica {
  const replica = new Replica({ ...tools, keys, group, document });
  replica.takeKeys(earlier);
  replica.beginWith(generation);
  return replica;
}

/**
 * A replica as it was stored.
 *
 * @param stored its state, and all changes that were stored after that, in order.
 * @throws ParlourError `sync/bad-state`
 */
export function openReplica(
  tools: Tools,
  stored: readonly Uint8Array[],
  document: Y.Doc = new Y.Doc(),
): Replica {
  const [whole = new Uint8Array(), ...changes] = stored;
  const { document: update, pending, ...about } = stateFromBytes(whole);
  const first = { about, updates: [update], unsealed: pending === undefined ? [] : [pending] };
  const all = changes
    .map(changeFromBytes)
    .reduce<StoredReplica>((before, change) => withChange(before, change), first);
  const keys = deviceKeysOf(tools.suite, about.signingSeed, about.kemSeed);
  const group = storedGroup(tools.suite, all.about);
  if (group === undefined) throw syncError('bad-state');
  return new Replica({ ...tools, keys, group, document }, all);
}
