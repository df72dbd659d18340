import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { SharedRecord } from '../document/shared-record.ts';
import { cheapSuite } from '../test/cheap-suite.ts';
import { firstDevice, joinBy, seededDocument } from '../test/person.ts';
import { seededRandom } from '../test/seeded-random.ts';
import { StoredReplica } from '../test/stored-replica.ts';
import { SyncWorld } from '../test/sync-world.ts';
import { testEvent } from '../test/test-event.ts';
import { openReplica } from './open-replica.ts';
import type { Replica } from './replica.ts';
import { ReplicaChanges } from './replica-changes.ts';
import { stateToBytes } from './replica-state.ts';

const ids = (replica: Replica): string[] => new SharedRecord(replica.document).events().map(({ id }) => id);

describe('what has happened to a replica since it was stored', () => {
  it('comes to the replica as it is, whatever happens and whenever it is stored', () => {
    const step = fc.record({ what: fc.nat(11), a: fc.nat(9), b: fc.nat(9), isStored: fc.boolean() });
    fc.assert(
      fc.property(fc.nat(), fc.array(step, { maxLength: 40 }), (seed, steps) => {
        const tools = { suite: cheapSuite, random: seededRandom(seed) };
        const world = new SyncWorld(tools);
        for (let i = 0; i < 3; i++) world.pair(i);
        for (const { what, a, b, isStored } of steps) {
          if (what < 4) world.edit(a);
          else if (what < 6) world.seal(a);
          else if (what < 8) world.connect(a, b * 10);
          else if (what === 8) world.checkpoint(a);
          else if (what === 9) world.moveOn(a);
          else if (what === 10) world.crash(a);
          else if (b < 3) world.remove(a, b);
          else world.pair(a);
          if (!isStored) continue;
          for (const { replica, disk } of world.active) {
            disk.store();
            const again = openReplica(tools, disk.bytes, new Y.Doc());
            expect(again.stateBesideDocument()).toEqual(replica.stateBesideDocument());
            expect(Y.equalSnapshots(Y.snapshot(again.document), Y.snapshot(replica.document))).toBe(true);
            expect(merged(again)).toEqual(merged(replica));
            expect(new ReplicaChanges(again).next()).toBeUndefined();
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('holds what waits for an update that is missing', () => {
    const tools = { suite: cheapSuite, random: seededRandom(5) };
    const a = firstDevice(tools);
    const [b, c] = [joinBy(tools, a), joinBy(tools, a)];
    const room = a.room?.id as string;
    const lying = (): { device: string; bytes: Uint8Array }[] =>
      [a, b].flatMap((one) => one.log(room).map(({ bytes }) => ({ device: one.keys.id, bytes })));
    a.seal();
    for (const one of [b, c]) one.receive(room, lying());
    for (const one of [b, c]) one.seal();
    let disk = new StoredReplica(c);
    new SharedRecord(a.document).addEvents([testEvent('one', 1.6e12)]);
    a.seal();
    b.receive(room, lying());
    new SharedRecord(b.document).addEvents([testEvent('two', 1.6e12)]);
    b.seal();
    const [ofA, ofB] = [a, b].map(({ keys }) => lying().filter(({ device }) => device === keys.id));
    c.receive(room, ofB);
    expect(c.document.store.pendingStructs).not.toBeNull();
    disk.store();
    const again = openReplica(tools, disk.bytes, seededDocument(tools));
    disk = new StoredReplica(again, disk.bytes);
    again.receive(room, ofA);
    expect(ids(again)).toEqual(['one', 'two']);
    disk.store();
    expect(disk.bytes).toHaveLength(2);
    expect(ids(openReplica(tools, disk.bytes))).toEqual(['one', 'two']);
  });

  it('is as short as what has happened', () => {
    const tools = { suite: cheapSuite, random: seededRandom(6) };
    const replica = firstDevice(tools);
    const record = new SharedRecord(replica.document);
    record.addEvents(Array.from({ length: 2_000 }, (_, i) => testEvent(`e${i}`, 1.6e12)));
    replica.seal();
    const disk = new StoredReplica(replica);
    record.addEvents([testEvent('one', 1.6e12)]);
    replica.seal();
    disk.store();
    const [whole, change] = disk.bytes as [Uint8Array, Uint8Array];
    expect(whole.length).toBeGreaterThan(200_000);
    expect(change.length).toBeLessThan(3_000);
  });

  it('does not count as stored before it is', () => {
    const tools = { suite: cheapSuite, random: seededRandom(7) };
    const replica = firstDevice(tools);
    const changes = new ReplicaChanges(replica);
    const state = stateToBytes(replica.state());
    new SharedRecord(replica.document).addEvents([testEvent('one', 1.6e12)]);
    const failed = changes.next();
    new SharedRecord(replica.document).addEvents([testEvent('two', 1.6e12)]);
    const next = changes.next();
    expect(ids(openReplica(tools, [state, failed?.bytes as Uint8Array]))).toEqual(['one']);
    expect(ids(openReplica(tools, [state, next?.bytes as Uint8Array]))).toEqual(['one', 'two']);
    next?.stored();
    expect(changes.next()).toBeUndefined();
  });

  it('is refused where it is no change, or one of something else', () => {
    const tools = { suite: cheapSuite, random: seededRandom(8) };
    const [one, other] = [firstDevice(tools), firstDevice(tools)];
    const state = stateToBytes(one.state());
    const changes = new ReplicaChanges(other);
    new SharedRecord(other.document).setSetting('a', 1);
    const { bytes } = changes.next() as { bytes: Uint8Array };
    for (const stored of [[], [bytes], [state, state], [state, bytes.subarray(1)], [state, bytes]])
      expect(() => openReplica(tools, stored)).toThrow(/cannot be read/);
  });
});

const merged = ({ unsealedEdits }: Replica): Uint8Array | undefined =>
  unsealedEdits.length === 0 ? undefined : Y.mergeUpdates([...unsealedEdits]);
