import { describe, expect, it } from 'vitest';
import { fromHex } from '../bytes.ts';
import { SharedRecord } from '../document/shared-record.ts';
import { newDeviceKeys } from '../keys/device-keys.ts';
import { addDevice, removeDevice } from '../membership/change-members.ts';
import { withRecord } from '../membership/group.ts';
import { type Record, signRecord } from '../membership/record.ts';
import { sealUpdate } from '../sealing/sealed-update.ts';
import { sodiumSuite } from '../suite/sodium-suite.ts';
import type { Tools } from '../suite/sync-suite.ts';
import { firstDevice, joinBy, seededDocument } from '../test/person.ts';
import { seededRandom } from '../test/seeded-random.ts';
import { testEvent } from '../test/test-event.ts';
import { openReplica } from './open-replica.ts';
import type { Found } from './found.ts';
import type { Outgoing, Replica } from './replica.ts';
import { stateToBytes } from './replica-state.ts';

const tools: Tools = { suite: await sodiumSuite(), random: seededRandom(77) };
const { suite, random } = tools;
const ids = ({ document }: Replica): string[] => new SharedRecord(document).events().map(({ id }) => id);
const foundIn = (replica: Replica, outgoing: readonly Outgoing[], room: string): Found[] =>
  outgoing
    .filter((one) => one.room === room)
    .map(({ update }) => ({ device: replica.keys.id, bytes: update.bytes }));
const roomOf = ({ room }: Replica): string => room?.id as string;

/** Two devices, and a third one in a thief's hands, which the first has removed. */
function stolen(): { a: Replica; b: Replica; thief: Replica; old: string } {
  const a = firstDevice(tools);
  const [b, thief] = [joinBy(tools, a), joinBy(tools, a)];
  const old = roomOf(a);
  const said = foundIn(a, a.seal(), old);
  for (const one of [b, thief]) one.receive(old, said);
  a.remove(thief.keys.id);
  const sent = a.seal();
  for (const room of [old, roomOf(a)]) b.receive(room, foundIn(a, sent, room));
  return { a, b, thief, old };
}

/** In the room of the epoch that it was removed from, of which it has the key. */
function sentBy(thief: Replica, old: string, records: readonly Record[]): Found[] {
  const room = thief.listenTo().find(({ id }) => id === old);
  if (room === undefined) throw new Error('the thief has no such room');
  const found: Found[] = [];
  for (let i = 0; i < records.length; i += 40) {
    const payload = { heads: {}, records: records.slice(i, i + 40).map(({ bytes }) => bytes) };
    const place = { room, sequence: 2 + i / 40, previous: random(32) };
    found.push({ device: thief.keys.id, bytes: sealUpdate(tools, thief.keys, place, payload).bytes });
  }
  return found;
}

/** The others go on as if nothing had been. */
function expectTogether(a: Replica, b: Replica, old: string, flood: readonly Found[]): void {
  for (const one of [a, b]) one.receive(old, flood);
  const room = roomOf(a);
  expect(roomOf(b)).toBe(room);
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const id = `by ${one.keys.id.slice(0, 8)}`;
    new SharedRecord(one.document).addEvents([testEvent(id, 1.6e12)]);
    other.receive(room, foundIn(one, one.seal(), room));
    expect(ids(other)).toContain(id);
    other.receive(room, foundIn(one, one.checkpoint(), room));
    expect(one.refusals.records).toBeGreaterThan(0);
    expect(one.group.records.size).toBeLessThan(200);
    expect(one.listenTo().length).toBeLessThan(6);
    expect(stateToBytes(one.state()).length).toBeLessThan(2 ** 22);
  }
  const again = openReplica(tools, [stateToBytes(a.state())], seededDocument(tools));
  expect([again.obstacle, again.group.members.head]).toEqual([undefined, a.group.members.head]);
  const late = joinBy(tools, a);
  late.receive(room, foundIn(a, a.seal(), room));
  expect(late.obstacle).toBeUndefined();
}

describe('a thief whose device was removed', () => {
  it('cannot fill the others with records that stand nowhere', () => {
    const { a, b, thief, old } = stolen();
    const { group } = thief.group.members;
    const stranger = newDeviceKeys(suite, random);
    const box = { ciphertext: random(1120), sealed: random(48) };
    const boxes = Array.from({ length: 30 }, () => ({ recipient: random(32), box }));
    const change = { kind: 'rotated', epoch: { commitment: random(32), boxes } } as const;
    const records = Array.from({ length: 450 }, () => {
      const place = { format: 1, group: fromHex(group), previous: random(32) } as const;
      return signRecord(suite, { ...place, author: stranger.card.signing, change }, stranger.signingSeed);
    });
    expectTogether(a, b, old, sentBy(thief, old, records));
    expect(b.group.members.devices.has(thief.keys.id)).toBe(false);
  });

  it('cannot keep them reckoning with records from before its removal', () => {
    const { a, b, thief, old } = stolen();
    const { room } = thief;
    const key = thief.state().epochKeys[room?.epoch as string];
    // It adds devices of its own, one upon the other, and each of them removes another one.
    const records: Record[] = [];
    let { group } = thief;
    for (let i = 0; i < 10; i++) {
      const keys = newDeviceKeys(suite, random);
      const added = addDevice(tools, group, thief.keys, keys.card, key as never);
      group = withRecord(suite, group, added) ?? group;
      records.push(added);
      for (let j = 0; j < 30; j++) records.push(removeDevice(tools, group, keys, b.keys.id));
    }
    expectTogether(a, b, old, sentBy(thief, old, records));
    expect(b.group.members.devices.has(thief.keys.id)).toBe(false);
  });
});
