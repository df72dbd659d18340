import * as Y from 'yjs';
import { deviceKeysOf, type DeviceKeys } from '../keys/device-keys.ts';
import type { RecoveryKeys } from '../keys/recovery-keys.ts';
import { foundGroup } from '../membership/change-members.ts';
import { type Group, storedGroup, withRecord } from '../membership/group.ts';
import type { Tools } from '../suite/sync-suite.ts';
import { syncError } from '../sync-error.ts';
import { Replica } from './replica.ts';
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
  { group, generation }: { readonly group: Group; readonly generation: number },
  document: Y.Doc = new Y.Doc(),
): Replica {
  const replica = new Replica({ ...tools, keys, group, document });
  replica.beginWith(generation);
  return replica;
}

/**
 * A replica as it was stored.
 *
 * @throws ParlourError `sync/bad-state`
 */
export function openReplica(tools: Tools, stored: Uint8Array, document: Y.Doc = new Y.Doc()): Replica {
  const state = stateFromBytes(stored);
  const keys = deviceKeysOf(tools.suite, state.signingSeed, state.kemSeed);
  const group = storedGroup(tools.suite, state);
  if (group === undefined) throw syncError('bad-state');
  return new Replica({ ...tools, keys, group, document }, state);
}
