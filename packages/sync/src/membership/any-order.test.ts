import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DeviceKeys, newDeviceKeys } from '../keys/device-keys.ts';
import { type RecoveryKeys, recoveryKeysFrom } from '../keys/recovery-keys.ts';
import type { Tools } from '../suite/sync-suite.ts';
import { cheapSuite } from '../test/cheap-suite.ts';
import { seededRandom } from '../test/seeded-random.ts';
import {
  addDevice,
  epochKeysIn,
  foundGroup,
  leaveGroup,
  recoverDevice,
  removeDevice,
  replaceWords,
  rotateKey,
} from './change-members.ts';
import { type Group, withRecord } from './group.ts';
import { lostChanges } from './lost-changes.ts';
import type { Record } from './record.ts';

const suite = cheapSuite;
const isLong = process.env['PARLOUR_LONG'] === '1';
const numRuns = isLong ? 30_000 : 1_000;
const seed = Number(process.env['PARLOUR_SEED'] ?? (isLong ? Date.now() % 2 ** 31 : 745266797));
console.log(`membership records in any order, seed ${seed}`);
const grow = (group: Group | undefined, records: Iterable<Record>): Group => {
  let grown = group;
  for (const record of records) grown = withRecord(suite, grown, record);
  return grown as Group;
};

const stepOf = (most: number) =>
  fc.record({ view: fc.nat(3), what: fc.integer({ min: 0, max: most }), a: fc.nat(100), b: fc.nat(100) });
type Step = ReturnType<typeof stepOf> extends fc.Arbitrary<infer T> ? T : never;

/** Up to four sides that know different records, on each of which whoever belongs there, or has words of there, goes on. */
function recordsOf(seed: number, steps: readonly Step[]) {
  const tools: Tools = { suite, random: seededRandom(seed) };
  const devices = new Map<string, DeviceKeys>();
  const device = (): DeviceKeys => {
    const keys = newDeviceKeys(suite, tools.random);
    devices.set(keys.id, keys);
    return keys;
  };
  const words: RecoveryKeys[] = [recoveryKeysFrom(suite, tools.random(16))];
  const first = device();
  const founding = grow(undefined, [foundGroup(tools, first, words[0] as RecoveryKeys)]);
  const keyOf = (group: Group, keys: DeviceKeys) =>
    epochKeysIn(suite, group.chain, keys, () => false).get(group.members.epoch);
  const views = [founding, founding, founding, founding];
  const made: Record[] = [];
  const change = (group: Group, what: number, a: number, b: number): Record | undefined => {
    const members = [...group.members.devices.keys()];
    const author = devices.get(members[a % members.length] as string) as DeviceKeys;
    const other = members[b % members.length] as string;
    const key = keyOf(group, author);
    if (what < 3) return key && addDevice(tools, group, author, device().card, key);
    if (what < 5) return other === author.id ? undefined : removeDevice(tools, group, author, other);
    if (what < 6) return rotateKey(tools, group, author);
    if (what < 8) {
      const current = words.find(
        ({ card }) => card.mailbox.toString() === group.members.recovery.mailbox.toString(),
      );
      return current && recoverDevice(suite, group, current, device().card);
    }
    if (what === 10) return members.length === 1 ? undefined : leaveGroup(tools, group, author);
    const fresh = recoveryKeysFrom(suite, tools.random(16));
    words.push(fresh);
    return replaceWords(tools, group, author, fresh);
  };
  for (const { view, what, a, b } of steps) {
    const group = views[view] as Group;
    if (what === 9) {
      views[view] = grow(group, (views[b % 4] as Group).records.values());
      continue;
    }
    const record = change(group, what, a, b);
    if (record === undefined) continue;
    made.push(record);
    views[view] = grow(group, [record]);
  }
  return { founding, made };
}

describe('any membership records, of devices and words that know little of each other', () => {
  it.each([
    ['drawn', 10, { seed, numRuns }],
    [
      'once not so: a larger circle beside two that removed each other',
      9,
      { seed: 755373199, path: '7126', numRuns: 1 },
    ],
  ])(
    'end in the same chain in every order, or every device knows that they do not (%s)',
    (_, most, drawn) => {
      let disputes = 0;
      let runs = 0;
      fc.assert(
        fc.property(
          fc.nat(2 ** 31),
          fc.array(stepOf(most), { minLength: 4, maxLength: 18, size: 'max' }),
          fc.infiniteStream(fc.nat(1000)),
          (random, steps, order) => {
            const { founding, made } = recordsOf(random, steps);
            const groups = Array.from({ length: 4 }, () => {
              const shuffled = made
                .map((record) => ({ record, at: order.next().value as number }))
                .toSorted((one, other) => one.at - other.at);
              return grow(
                founding,
                shuffled.map(({ record }) => record),
              );
            });
            runs++;
            if (groups.some(({ isDisputed }) => isDisputed)) {
              disputes++;
              expect(groups.every(({ isDisputed }) => isDisputed)).toBe(true);
              return;
            }
            const [one, ...more] = groups as [Group, ...Group[]];
            for (const group of more) {
              expect(group.members.head).toBe(one.members.head);
              expect(group.struck).toEqual(one.struck);
              for (const id of one.members.devices.keys())
                expect(lostChanges(group, id).length).toBe(lostChanges(one, id).length);
            }
          },
        ),
        { ...drawn, endOnFailure: true },
      );
      // Most are worth something.
      expect(disputes).toBeLessThanOrEqual(Math.max(1, runs / 4));
    },
    1_800_000,
  );
});
