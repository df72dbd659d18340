import { describe, expect, it } from 'vitest';
import { SharedRecord } from '../document/shared-record.ts';
import type { Tools } from '../suite/sync-suite.ts';
import { cheapSuite } from '../test/cheap-suite.ts';
import { firstDevice, joinBy, seededDocument } from '../test/person.ts';
import { seededRandom } from '../test/seeded-random.ts';
import { testEvent } from '../test/test-event.ts';
import { openReplica } from './open-replica.ts';
import { stateToBytes } from './replica-state.ts';

const tools: Tools = { suite: cheapSuite, random: seededRandom(2) };

describe('rooms', () => {
  it('that were looked at long ago are given up, and nothing is ever written there again', () => {
    let replica = firstDevice(tools);
    const written = new Set<string>();
    for (let i = 0; i < 60; i++) {
      new SharedRecord(replica.document).addEvents([testEvent(`e${i}`, 1e12)]);
      for (const { room, update } of replica.seal()) {
        const place = `${room} ${update.sequence}`;
        expect(written.has(place), place).toBe(false);
        written.add(place);
      }
      if (i % 7 === 0) replica = openReplica(tools, [stateToBytes(replica.state())], seededDocument(tools));
      if (i % 2 === 0) replica.moveOn();
      else replica.remove(joinBy(tools, replica).keys.id);
    }
    expect(replica.listenTo().length).toBeLessThanOrEqual(32);
    expect(new SharedRecord(replica.document).events()).toHaveLength(60);
  });

  it('a checkpoint takes what it covers out of the log, on both sides', () => {
    const a = firstDevice(tools);
    const b = joinBy(tools, a);
    const room = a.room?.id as string;
    const pass = (from: typeof a, to: typeof a) =>
      to.receive(
        room,
        from.log(room).map(({ bytes }) => ({ device: from.keys.id, bytes })),
      );
    a.seal();
    pass(a, b);
    for (let i = 0; i < 5; i++) {
      new SharedRecord(b.document).addEvents([testEvent(`e${i}`, 1e12)]);
      b.seal();
    }
    pass(b, a);
    expect(b.log(room)).toHaveLength(5);
    a.checkpoint();
    expect(a.log(room)).toHaveLength(1);
    pass(a, b);
    expect(b.log(room)).toHaveLength(0);
    // Who comes now has the checkpoint, and all that follows it.
    new SharedRecord(b.document).addEvents([testEvent('after', 1e12)]);
    b.seal();
    const c = joinBy(tools, a);
    for (const one of [b, a]) pass(one, c);
    expect(new SharedRecord(c.document).events()).toHaveLength(6);
    expect(c.gaps()).toEqual([]);
  });
});
