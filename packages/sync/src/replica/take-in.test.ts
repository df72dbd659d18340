import { describe, expect, it } from 'vitest';
import { SharedRecord } from '../document/shared-record.ts';
import type { Room } from '../keys/room.ts';
import { type SealedUpdate, sealUpdate } from '../sealing/sealed-update.ts';
import { cheapSuite } from '../test/cheap-suite.ts';
import { firstDevice, joinBy } from '../test/person.ts';
import { seededRandom } from '../test/seeded-random.ts';
import { testEvent } from '../test/test-event.ts';
import type { Outgoing, Replica } from './replica.ts';

const tools = { suite: cheapSuite, random: seededRandom(19) };
const ids = ({ document }: Replica): string[] => new SharedRecord(document).events().map(({ id }) => id);
const give = (from: Replica, outgoing: readonly Outgoing[], ...to: Replica[]): void => {
  for (const one of to)
    for (const { room, update } of outgoing)
      one.receive(room, [{ device: from.keys.id, bytes: update.bytes }]);
};

it('what a member seals that is no update keeps nobody from going on', () => {
  const a = firstDevice(tools);
  const [b, thief] = [joinBy(tools, a), joinBy(tools, a)];
  const room = a.room as Room;
  give(a, a.seal(), b, thief);
  const update = thief.seal().at(-1)?.update as SealedUpdate;
  const head = (previous: SealedUpdate) => ({
    room,
    sequence: previous.sequence + 1,
    previous: previous.hash,
  });
  const rubbish = { heads: {}, update: Uint8Array.of(1, 2, 3, 4, 5) };
  const second = sealUpdate(tools, thief.keys, head(update), rubbish);
  const checkpoint = { ...rubbish, isCheckpoint: true, snapshot: Uint8Array.of(255, 255, 255) };
  const third = sealUpdate(tools, thief.keys, head(second), checkpoint);
  for (const one of [update, second, third]) give(thief, [{ room: room.id, update: one }], a, b);
  expect([a.refusals.forged, b.refusals.forged]).toEqual([2, 2]);
  a.remove(thief.keys.id);
  new SharedRecord(a.document).addEvents([testEvent('after', 1.6e12)]);
  give(a, a.seal(), b);
  expect(ids(b)).toEqual(['after']);
  expect(b.group.members.devices.has(thief.keys.id)).toBe(false);
});

describe('a checkpoint', () => {
  it('is not applied where everything of it is here, and is where anything is not, be it that something is gone', () => {
    const a = firstDevice(tools);
    const [b, c, d] = [joinBy(tools, a), joinBy(tools, a), joinBy(tools, a)];
    const record = new SharedRecord(a.document);
    record.addEvents([testEvent('one', 1.6e12), testEvent('two', 1.6e12)]);
    give(a, a.seal(), b, c, d);
    record.retractEvents(['one']);
    give(a, a.seal(), b, d);
    record.addEvents([testEvent('three', 1.6e12)]);
    give(a, a.seal(), b);
    const applied = [b, c, d].map(({ document }) => {
      const count = { of: 0 };
      document.on('beforeTransaction', () => count.of++);
      return count;
    });
    give(a, a.checkpoint(), b, c, d);
    expect(applied.map(({ of }) => of)).toEqual([0, 1, 1]);
    for (const one of [b, c, d]) {
      expect(ids(one)).toEqual(['two', 'three']);
      expect([one.gaps(), one.forks()]).toEqual([[], []]);
    }
    // What comes after it has what it stands upon.
    record.addEvents([testEvent('four', 1.6e12)]);
    give(a, a.seal(), b, c, d);
    for (const one of [b, c, d]) expect(ids(one)).toEqual(['two', 'three', 'four']);
  });

  it('from whoever has seen more than it has told is applied', () => {
    const a = firstDevice(tools);
    const b = joinBy(tools, a);
    give(a, a.seal(), b);
    // Only the deletion is new: no state vector tells of it.
    new SharedRecord(a.document).addEvents([testEvent('one', 1.6e12)]);
    give(a, a.seal(), b);
    new SharedRecord(a.document).retractEvents(['one']);
    give(a, a.checkpoint().slice(-1), b);
    expect(ids(b)).toEqual([]);
  });
});
