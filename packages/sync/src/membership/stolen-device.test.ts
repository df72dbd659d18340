import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bytes } from '../bytes.ts';
import { type DeviceKeys, newDeviceKeys } from '../keys/device-keys.ts';
import type { EpochId } from '../keys/epoch-key.ts';
import { type RecoveryKeys, recoveryKeysFrom } from '../keys/recovery-keys.ts';
import { OwnGroup } from '../replica/own-group.ts';
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
import type { Record } from './record.ts';
import { type Placed, pathTo } from './record-tree.ts';

const suite = cheapSuite;
const isLong = process.env['PARLOUR_LONG'] === '1';
const numRuns = isLong ? 30_000 : 1_000;
const seed = Number(process.env['PARLOUR_SEED'] ?? (isLong ? Date.now() % 2 ** 31 : 745266797));
console.log(`records of a stolen device, seed ${seed}`);

const step = fc.record({ what: fc.nat(9), a: fc.nat(1000), b: fc.nat(1000) });
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** A person whose devices hear everything of each other at once; one of them is going to be stolen. */
class Household {
  readonly tools: Tools;
  words: RecoveryKeys;
  readonly devices = new Map<string, DeviceKeys>();
  readonly founded: Group;
  group: Group;

  constructor(seed: number) {
    this.tools = { suite, random: seededRandom(seed) };
    this.words = recoveryKeysFrom(suite, this.tools.random(16));
    this.founded = grow(undefined, foundGroup(this.tools, this.device(), this.words));
    this.group = this.founded;
  }

  device(): DeviceKeys {
    const keys = newDeviceKeys(suite, this.tools.random);
    this.devices.set(keys.id, keys);
    return keys;
  }

  member(which: number, but?: DeviceKeys): DeviceKeys | undefined {
    const ids = [...this.group.members.devices.keys()].filter((id) => id !== but?.id);
    return this.devices.get(ids[which % ids.length] as string);
  }

  take(record: Record | undefined): void {
    if (record !== undefined) this.group = grow(this.group, record);
  }

  /** Anything that a device which was not stolen does, and nothing that takes away the one that is going to be. */
  live({ what, a, b }: Step, spared?: DeviceKeys): void {
    const { tools, group } = this;
    const by = this.member(a, group.members.devices.size > 1 ? spared : undefined);
    if (by === undefined) return;
    const other = this.member(b, by);
    if (what < 5) {
      const key = keyAt(group, by);
      if (key !== undefined && group.members.devices.size < 7)
        this.take(addDevice(tools, group, by, this.device().card, key));
    } else if (what < 7) {
      if (other !== undefined && other !== spared && group.members.devices.size > 2)
        this.take(removeDevice(tools, group, by, other.id));
    } else if (what < 8) {
      if (b % 3 === 0) this.take(rotateKey(tools, group, by));
      else if (b % 3 === 1) {
        this.words = recoveryKeysFrom(suite, tools.random(16));
        this.take(replaceWords(tools, group, by, this.words));
      } else if (group.members.devices.size < 7) {
        this.take(recoverDevice(suite, group, this.words, this.device().card));
        this.take(rotateKey(tools, this.group, by));
      }
    } else if (group.members.devices.size > 2) {
      this.take(leaveGroup(tools, group, by));
      const rest = this.member(b, spared);
      if (rest !== undefined) this.take(rotateKey(tools, this.group, rest));
    }
  }
}

const grow = (group: Group | undefined, ...records: Record[]): Group => {
  let grown = group;
  for (const record of records) grown = withRecord(suite, grown, record);
  return grown as Group;
};

const keyAt = ({ chain, members }: Pick<Group, 'chain' | 'members'>, keys: DeviceKeys): Bytes | undefined =>
  epochKeysIn(suite, chain, keys, () => false).get(members.epoch);

const membersOf = ({ members }: Group): string[] => [...members.devices.keys()].sort();

/** What whoever has the stolen device can sign: in any place where it, or one that it brought, belonged. */
function byThief(
  home: Household,
  tree: ReadonlyMap<string, Placed>,
  gang: DeviceKeys[],
  { what, a, b }: Step,
) {
  const places = [...tree.values()].flatMap((placed) =>
    gang.filter(({ id }) => placed.members.devices.has(id)).map((by) => ({ placed, by })),
  );
  const place = places[a % places.length];
  if (place === undefined) return undefined;
  const { placed, by } = place;
  const chain = pathTo(placed).map(({ record }) => record);
  const at = { ...home.group, chain, members: placed.members };
  const others = [...placed.members.devices.keys()].filter((id) => id !== by.id);
  if (what < 3) {
    const key = keyAt(at, by);
    if (key === undefined || placed.members.devices.size >= 8) return undefined;
    const puppet = home.device();
    gang.push(puppet);
    return addDevice(home.tools, at, by, puppet.card, key);
  }
  if (what < 6)
    return others.length === 0
      ? undefined
      : removeDevice(home.tools, at, by, others[b % others.length] as string);
  if (what < 7) return leaveGroup(home.tools, at, by);
  if (what < 8) return rotateKey(home.tools, at, by);
  return replaceWords(home.tools, at, by, recoveryKeysFrom(suite, home.tools.random(16)));
}

const isNewWordsOf = (gang: readonly DeviceKeys[], { authorId, change }: Record): boolean =>
  change.kind === 'rewords' && gang.some(({ id }) => id === authorId);

/** A device that has these records makes anew what it has to, as it does by itself. */
function tended(home: Household, group: Group, keys: DeviceKeys): Group {
  const epochKeys = new Map<EpochId, Bytes>();
  const onGrown = ({ chain }: Group): void => {
    for (const [epoch, key] of epochKeysIn(suite, chain, keys, (id) => epochKeys.has(id)))
      epochKeys.set(epoch, key);
  };
  const own = new OwnGroup({ tools: home.tools, keys, group, epochKeys, onGrown });
  own.lookAgain();
  own.tend(() => false);
  return own.current;
}

describe('a stolen device that was removed, or has left', () => {
  it('shows whatever it likes as if from before: it takes nobody away, and brings nobody, or every device says that it is disputed', () => {
    let disputes = 0;
    fc.assert(
      fc.property(
        fc.nat(2 ** 31),
        fc.array(step, { minLength: 1, maxLength: 8, size: 'max' }),
        fc.nat(1000),
        fc.nat(1000),
        fc.array(step, { maxLength: 4, size: 'max' }),
        fc.array(step, { minLength: 1, maxLength: 8, size: 'max' }),
        fc.infiniteStream(fc.nat(1000)),
        fc.boolean(),
        (random, before, whose, by, after, forged, order, hasLeft) => {
          const home = new Household(random);
          home.live({ what: 0, a: 0, b: 0 });
          const half = Math.ceil(before.length / 2);
          for (const one of before.slice(0, half)) home.live(one);
          const stolen = home.member(whose) as DeviceKeys;
          for (const one of before.slice(half)) home.live(one, stolen);
          const remover = home.member(by, stolen);
          if (remover === undefined || !home.group.members.devices.has(stolen.id)) return;
          if (hasLeft) {
            home.take(leaveGroup(home.tools, home.group, stolen));
            home.take(rotateKey(home.tools, home.group, remover));
          } else home.take(removeDevice(home.tools, home.group, remover, stolen.id));
          for (const one of after) home.live(one);
          const belong = membersOf(home.group);
          const gang = [stolen];
          let group = home.group;
          let tree = group.tree;
          for (const one of forged) {
            const record = byThief(home, tree, gang, one);
            if (record === undefined) continue;
            group = grow(group, record);
            tree = group.tree;
            expect(membersOf(group)).toEqual(belong);
            for (const id of belong) {
              const own = tended(home, group, home.devices.get(id) as DeviceKeys);
              expect(membersOf(own)).toEqual(belong);
            }
          }
          // Whoever hears of all of it in any other order comes to the same, or says that it is disputed.
          const anyOrder = [...group.records.values()]
            .map((record) => ({ record, at: order.next().value as number }))
            .toSorted((one, other) => one.at - other.at);
          const late = grow(home.founded, ...anyOrder.map(({ record }) => record));
          expect(late.isDisputed).toBe(group.isDisputed);
          if (!group.isDisputed) expect(late.members.head).toBe(group.members.head);
          if (!group.isDisputed) return;
          disputes++;
          // Words that it says to have made before are in question themselves, where it was removed by whoever came by those before them.
          if ([...group.tree.values()].some(({ record }) => isNewWordsOf(gang, record))) return;
          const fresh = home.device();
          const back = grow(group, recoverDevice(suite, home.group, home.words, fresh.card));
          expect(back.isDisputed).toBe(false);
          expect(membersOf(back)).toEqual([...belong, fresh.id].sort());
        },
      ),
      { seed, numRuns, endOnFailure: true },
    );
    expect(disputes).toBeGreaterThan(numRuns / 50);
  }, 1_800_000);
});
