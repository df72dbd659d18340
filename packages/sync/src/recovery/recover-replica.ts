import * as Y from 'yjs';
import { type DeviceKeys, newDeviceKeys } from '../keys/device-keys.ts';
import type { RecoveryKeys } from '../keys/recovery-keys.ts';
import { epochKeysIn, recoverDevice } from '../membership/change-members.ts';
import { withRecord } from '../membership/group.ts';
import { Replica } from '../replica/replica.ts';
import type { Tools } from '../suite/sync-suite.ts';
import { syncError } from '../sync-error.ts';
import { openLetters } from './letter.ts';

/**
 * A new device by the recovery words alone. It reads at once, and uploads nothing until the person has looked at the list of
 * devices (`Replica.confirm`): a relay could have shown it a state from before a removal.
 *
 * @throws ParlourError `sync/no-letter`, `sync/too-many-devices`
 */
export function recoverReplica(
  tools: Tools,
  words: RecoveryKeys,
  letters: readonly Uint8Array[],
  keys: DeviceKeys = newDeviceKeys(tools.suite, tools.random),
  document: Y.Doc = new Y.Doc(),
): Replica {
  const { group: before, generation, earlier } = openLetters(tools.suite, words, letters);
  const byWords = epochKeysIn(tools.suite, before.chain, words, () => false);
  const group = withRecord(tools.suite, before, recoverDevice(tools.suite, before, words, keys.card));
  if (!byWords.has(before.members.epoch) || group === undefined) throw syncError('no-letter');
  const replica = new Replica({ ...tools, keys, group, document, isConfirmed: false });
  // Earlier ones, too: a letter may be of a device that the others had removed before the epoch that it tells of.
  replica.takeKeys(new Map([...earlier, ...byWords]));
  replica.beginWith(generation);
  return replica;
}
