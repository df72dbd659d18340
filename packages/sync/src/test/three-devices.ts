import { type DeviceKeys, newDeviceKeys } from '../keys/device-keys.ts';
import { recoveryKeysOf } from '../keys/recovery-keys.ts';
import { addDevice, epochKeysIn, foundGroup } from '../membership/change-members.ts';
import { type Group, withRecord } from '../membership/group.ts';
import type { Record } from '../membership/record.ts';
import { sodiumSuite } from '../suite/sodium-suite.ts';
import type { Tools } from '../suite/sync-suite.ts';
import { WORDS } from './person.ts';
import { seededRandom } from './seeded-random.ts';

/** A person with three devices, a, b and c, of the real suite, and a fourth one, d; and what any of them can do with a group. */
export const suite = await sodiumSuite();
export const tools: Tools = { suite, random: seededRandom(7) };
export const device = (): DeviceKeys => newDeviceKeys(suite, tools.random);
export const words = recoveryKeysOf(suite, WORDS);
export const [a, b, c, d] = [device(), device(), device(), device()];

export const grow = (group: Group | undefined, ...records: Record[]): Group => {
  let grown = group;
  for (const record of records) grown = withRecord(suite, grown, record);
  if (grown === undefined) throw new Error('no group');
  return grown;
};
export const keyOf = (group: Group, keys: DeviceKeys) =>
  epochKeysIn(suite, group.chain, keys, () => false).get(group.members.epoch);
export const add = (group: Group, by: DeviceKeys, whom: DeviceKeys): Record => {
  const key = keyOf(group, by);
  if (key === undefined) throw new Error('no key');
  return addDevice(tools, group, by, whom.card, key);
};
export const membersOf = ({ members }: Group): string[] => [...members.devices.keys()].sort();
export const ids = (...keys: DeviceKeys[]): string[] => keys.map(({ id }) => id).sort();

export const founded = grow(undefined, foundGroup(tools, a, words));
export const two = grow(founded, add(founded, a, b));
export const three = grow(two, add(two, a, c));
