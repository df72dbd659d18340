import { describe, expect, it } from 'vitest';
import { SharedRecord } from '../document/shared-record.ts';
import { newDeviceKeys } from '../keys/device-keys.ts';
import { sodiumSuite } from '../suite/sodium-suite.ts';
import type { Tools } from '../suite/sync-suite.ts';
import { firstDevice, joinBy, seededDocument } from '../test/person.ts';
import { seededRandom } from '../test/seeded-random.ts';
import { testEvent } from '../test/test-event.ts';
import { openReplica } from './open-replica.ts';
import type { Found } from './found.ts';
import type { Outgoing, Replica } from './replica.ts';
import { stateToBytes } from './replica-state.ts';

const suite = await sodiumSuite();

const tools: Tools = { suite, random: seededRandom(5) };
const at = 1.6e12;
const add = (replica: Replica, ...ids: string[]): void => {
  new SharedRecord(replica.document).addEvents(ids.map((id) => testEvent(id, at)));
};
const ids = ({ document }: Replica): string[] => new SharedRecord(document).events().map(({ id }) => id);
const foundIn = (replica: Replica, outgoing: readonly Outgoing[]): Found[] =>
  outgoing.map(({ update }) => ({ device: replica.keys.id, bytes: update.bytes }));
const give = (to: Replica, room: string, found: readonly Found[]): void => {
  to.receive(room, found);
};
const roomOf = (replica: Replica): string => replica.room?.id as string;

/** Two devices that have seen everything of each other. */
function pair(): { a: Replica; b: Replica; room: string } {
  const a = firstDevice(tools);
  const b = joinBy(tools, a);
  const room = roomOf(a);
  give(b, room, foundIn(a, a.seal()));
  give(a, room, foundIn(b, b.seal()));
  return { a, b, room };
}

/** A third one, all of whom have seen everything of each other. */
function three(): { a: Replica; b: Replica; c: Replica; room: string } {
  const a = firstDevice(tools);
  const b = joinBy(tools, a);
  const c = joinBy(tools, a);
  const room = roomOf(a);
  const said: Found[] = [];
  for (const one of [a, b, c]) {
    give(one, room, said);
    said.push(...foundIn(one, one.seal()));
  }
  for (const one of [a, b, c]) give(one, room, said);
  return { a, b, c, room };
}

describe('a relay that lies', () => {
  it('can change no byte of an update unnoticed', () => {
    const { a, b, room } = pair();
    add(a, 'one');
    const [found] = foundIn(a, a.seal()) as [Found];
    for (let i = 0; i < found.bytes.length; i++) {
      const bytes = Uint8Array.from(found.bytes, (byte, j) => (i === j ? byte ^ 0x10 : byte));
      give(b, room, [{ ...found, bytes }]);
      expect(b.refusals.forged, `byte ${i}`).toBe(i + 1);
    }
    expect(ids(b)).toEqual([]);
    give(b, room, [found]);
    expect(ids(b)).toEqual(['one']);
  });

  it('can move nothing to another device’s name, another room or another epoch', () => {
    const { a, b, room } = pair();
    const c = joinBy(tools, a);
    give(b, room, foundIn(a, a.seal()));
    add(a, 'one');
    const [found] = foundIn(a, a.seal()) as [Found];
    give(b, room, [
      { ...found, device: b.keys.id },
      { ...found, device: c.keys.id },
    ]);
    const next = b.listenTo().find(({ generation }) => generation === 1);
    give(b, next?.id as string, [found]);
    expect(b.refusals.forged).toBe(3);
    a.remove(c.keys.id);
    give(
      b,
      room,
      foundIn(
        a,
        a.seal().filter((one) => one.room === room),
      ),
    );
    expect(b.room?.epoch).not.toBe(next?.epoch);
    give(b, roomOf(b), [found]);
    expect(b.refusals.forged).toBe(4);
    expect(ids(b)).toEqual([]);
  });

  it('can repeat and reorder as it likes: everything counts once, in order', () => {
    const { a, b, room } = pair();
    const all: Found[] = [];
    for (let i = 0; i < 6; i++) {
      add(a, `e${i}`);
      all.push(...foundIn(a, a.seal()));
    }
    for (const one of [...all.toReversed(), ...all]) give(b, room, [one, one]);
    expect(ids(b)).toEqual(['e0', 'e1', 'e2', 'e3', 'e4', 'e5']);
    expect([b.gaps(), b.forks(), b.refusals.forged]).toEqual([[], [], 0]);
  });

  it('cannot leave out one in the middle: the rest waits, and the gap is seen', () => {
    const { a, b, room } = pair();
    add(a, 'one');
    const [one] = foundIn(a, a.seal()) as [Found];
    add(a, 'two');
    const [two] = foundIn(a, a.seal()) as [Found];
    give(b, room, [two]);
    expect(ids(b)).toEqual([]);
    expect(b.gaps()).toEqual([{ device: a.keys.id, seen: 1, claimed: 3 }]);
    give(b, room, [one]);
    expect(ids(b)).toEqual(['one', 'two']);
    expect(b.gaps()).toEqual([]);
  });

  it('cannot withhold the end from one device once another has seen it', () => {
    const { a, b, c, room } = three();
    add(a, 'one');
    const withheld = foundIn(a, a.seal());
    give(b, room, withheld);
    add(b, 'two');
    give(c, room, foundIn(b, b.seal()));
    expect(c.gaps().find(({ device }) => device === a.keys.id)).toMatchObject({ seen: 1, claimed: 2 });
  });

  it('cannot serve an old checkpoint to a device that has seen newer', () => {
    const { a, b, room } = pair();
    add(a, 'one');
    const old = foundIn(a, a.checkpoint());
    give(b, room, old);
    add(a, 'two');
    give(b, room, foundIn(a, a.seal()));
    new SharedRecord(a.document).retractEvents(['one']);
    give(b, room, foundIn(a, a.seal()));
    expect(ids(b)).toEqual(['two']);
    give(b, room, old);
    expect(ids(b)).toEqual(['two']);
    // Nor after a restart.
    const again = openReplica(tools, [stateToBytes(b.state())], seededDocument(tools));
    give(again, room, old);
    expect(ids(again)).toEqual(['two']);
    expect(again.gaps()).toEqual([]);
  });

  it('cannot show two devices two histories of one that was copied: both sides see the fork', () => {
    const { a, b, c, room } = three();
    // A copy of the device, as from a backup, with which the relay serves the others differently.
    const copy = openReplica(tools, [stateToBytes(a.state())], seededDocument(tools));
    add(a, 'left');
    add(copy, 'right');
    give(b, room, foundIn(a, a.seal()));
    give(c, room, foundIn(copy, copy.seal()));
    add(b, 'by b');
    const ofB = foundIn(b, b.seal());
    give(c, room, ofB);
    expect(c.forks().map(({ device }) => device)).toEqual([a.keys.id]);
    add(c, 'by c');
    give(b, room, foundIn(c, c.seal()));
    expect(b.forks().map(({ device }) => device)).toEqual([a.keys.id]);
    // The copied device itself learns of it from either.
    give(copy, room, ofB);
    expect(copy.forks().map(({ device }) => device)).toEqual([a.keys.id]);
  });

  it('loses nothing by it: in a fresh outer document everything is published again', () => {
    const { a, b, room } = pair();
    add(a, 'one');
    a.seal();
    add(a, 'two');
    give(b, room, foundIn(a, a.seal()));
    expect(b.gaps()).not.toEqual([]);
    b.moveOn();
    add(b, 'three');
    const published = foundIn(
      b,
      b.seal().filter((one) => one.room === roomOf(b)),
    );
    expect(roomOf(b)).not.toBe(room);
    give(a, roomOf(b), published);
    expect(roomOf(a)).toBe(roomOf(b));
    give(
      b,
      roomOf(b),
      foundIn(
        a,
        a.seal().filter((one) => one.room === roomOf(b)),
      ),
    );
    expect(ids(b).sort()).toEqual(['one', 'three', 'two']);
    expect(ids(a).sort()).toEqual(['one', 'three', 'two']);
    expect([a.gaps(), b.gaps()]).toEqual([[], []]);
  });
});

describe('a device that was removed', () => {
  it('reads nothing new, writes nothing that counts, and what others had seen of it stays', () => {
    const { a, b, c, room } = three();
    add(c, 'seen by a');
    give(a, room, foundIn(c, c.seal()));
    add(c, 'seen by nobody');
    const late = foundIn(c, c.seal());
    a.remove(c.keys.id);
    const sent = a.seal();
    const inOld = foundIn(
      a,
      sent.filter((one) => one.room === room),
    );
    const inNew = foundIn(
      a,
      sent.filter((one) => one.room !== room),
    );
    // The record comes with what the removed device wrote after it.
    give(b, room, [...late, ...inOld]);
    expect(b.refusals.removed).toBe(1);
    give(b, roomOf(b), inNew);
    expect(ids(b)).toEqual(['seen by a']);
    give(c, room, inOld);
    expect(c.obstacle).toBe('not-a-member');
    expect(c.listenTo().some(({ id }) => id === roomOf(a))).toBe(false);
    add(c, 'more');
    expect(c.seal()).toEqual([]);
  });
});

describe('without what it takes to seal, nothing is uploaded', () => {
  it('with the epoch’s key missing', () => {
    const { a } = pair();
    add(a, 'one');
    const state = { ...a.state(), epochKeys: {} };
    const crippled = openReplica(tools, [stateToBytes(state)], seededDocument(tools));
    expect(crippled.obstacle).toBe('keys-missing');
    add(crippled, 'two');
    expect(crippled.seal()).toEqual([]);
    expect(crippled.checkpoint()).toEqual([]);
    // What the person did is kept, and goes once the key is back.
    expect(ids(crippled)).toEqual(['one', 'two']);
  });

  it('with a state that cannot be read', () => {
    const { a } = pair();
    const bytes = stateToBytes(a.state());
    expect(() => openReplica(tools, [bytes.subarray(0, bytes.length - 1)])).toThrow(/cannot be read/);
    expect(() => openReplica(tools, [stateToBytes({ ...a.state(), format: 2 as 1 })])).toThrow(
      /cannot be read/,
    );
  });

  it('by a device that came by the words, before the person has looked at the list', () => {
    const { a } = pair();
    const state = { ...a.state(), isConfirmed: false };
    const replica = openReplica(tools, [stateToBytes(state)], seededDocument(tools));
    add(replica, 'one');
    expect(replica.obstacle).toBe('unconfirmed');
    expect([replica.seal(), replica.checkpoint()]).toEqual([[], []]);
    replica.confirm();
    expect(replica.seal()).toHaveLength(1);
  });

  it('while two devices have removed each other', () => {
    const { a, b, room } = pair();
    a.remove(b.keys.id);
    b.remove(a.keys.id);
    give(
      a,
      room,
      foundIn(
        b,
        b.seal().filter((one) => one.room === room),
      ),
    );
    add(a, 'one');
    expect(a.obstacle).toBe('disputed');
    expect(a.seal()).toEqual([]);
  });

  it('by a device that nobody has added', () => {
    const { a } = pair();
    const stranger = newDeviceKeys(suite, tools.random);
    const state = { ...a.state(), signingSeed: stranger.signingSeed, kemSeed: stranger.kemSeed };
    const replica = openReplica(tools, [stateToBytes(state)], seededDocument(tools));
    add(replica, 'one');
    expect(replica.obstacle).toBe('not-a-member');
    expect(replica.seal()).toEqual([]);
  });
});
