import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { SharedRecord } from '../document/shared-record.ts';
import type { Replica } from '../replica/replica.ts';
import { sodiumSuite } from '../suite/sodium-suite.ts';
import type { Tools } from '../suite/sync-suite.ts';
import { MOST_SEALED_BYTES } from '../sealing/sealed-update.ts';
import { firstDevice, joinBy } from '../test/person.ts';
import { seededRandom } from '../test/seeded-random.ts';
import { testEvent } from '../test/test-event.ts';
import { MOST_OUTER_BYTES, OuterDocument } from './outer-document.ts';

const suite = await sodiumSuite();
const tools: Tools = { suite, random: seededRandom(41) };
const add = ({ document }: Replica, ...ids: string[]): void => {
  new SharedRecord(document).addEvents(ids.map((id) => testEvent(id, 1.6e12)));
};
const ids = ({ document }: Replica): string[] =>
  new SharedRecord(document)
    .events()
    .map(({ id }) => id)
    .sort();

/** One session of a device with a relay that is a plain yjs document, as any y-websocket server's is. */
function session(replica: Replica, relay: Y.Doc): OuterDocument {
  const outer = new OuterDocument();
  const room = replica.room?.id as string;
  expect(outer.apply(Y.encodeStateAsUpdate(relay))).toBe(true);
  outer.again(replica.receive(room, outer.found()));
  replica.seal();
  outer.publish(replica.keys.id, replica.log(room), replica.coveredUpTo(room));
  Y.applyUpdate(relay, Y.encodeStateAsUpdate(outer.document));
  return outer;
}

describe('the outer document', () => {
  it('carries everything between devices over a relay that knows nothing but yjs', () => {
    const relay = new Y.Doc();
    const a = firstDevice(tools);
    session(a, relay);
    const b = joinBy(tools, a);
    add(a, 'one');
    add(b, 'two');
    for (const one of [a, b, a]) session(one, relay);
    expect([ids(a), ids(b)]).toEqual([
      ['one', 'two'],
      ['one', 'two'],
    ]);
    expect([...relay.share.keys()].sort()).toEqual([a.keys.id, b.keys.id].sort());
    const dump = new TextDecoder('latin1').decode(Y.encodeStateAsUpdate(relay));
    for (const word of ['one', 'item-', 'completion', 'viewer', 'events/']) expect(dump).not.toContain(word);
  });

  it('is emptied once a checkpoint covers it, and is small then', () => {
    const relay = new Y.Doc();
    const a = firstDevice(tools);
    for (let i = 0; i < 50; i++) {
      add(a, `e${i}`);
      session(a, relay);
    }
    const full = Y.encodeStateAsUpdate(relay).length;
    a.checkpoint();
    session(a, relay);
    expect(relay.getArray(a.keys.id)).toHaveLength(1);
    const emptied = Y.encodeStateAsUpdate(relay).length;
    expect(emptied).toBeLessThan(full / 3);
    const b = joinBy(tools, a);
    session(a, relay);
    session(b, relay);
    expect(ids(b)).toHaveLength(50);
  });

  it('loses nothing when the relay deletes, adds or forgets', () => {
    const a = firstDevice(tools);
    const relay = new Y.Doc();
    add(a, 'one');
    session(a, relay);
    const b = joinBy(tools, a);
    session(a, relay);
    session(b, relay);
    relay.getArray(a.keys.id).delete(0, relay.getArray(a.keys.id).length);
    relay.getArray(a.keys.id).push([new Uint8Array(900)]);
    relay.getArray('f'.repeat(64)).push([new Uint8Array(900)]);
    session(b, relay);
    expect(ids(b)).toEqual(['one']);
    session(a, relay);
    expect(relay.getArray(a.keys.id)).toHaveLength(a.log(a.room?.id as string).length);
    expect(a.refusals.forged + b.refusals.forged).toBeGreaterThan(0);
    const empty = new Y.Doc();
    for (const one of [a, b, a]) session(one, empty);
    const c = joinBy(tools, a);
    for (const one of [a, c]) session(one, empty);
    expect(ids(c)).toEqual(['one']);
  });

  it('brings in the next session, under a new client id, what a forged struct made vanish in this one', () => {
    const a = firstDevice(tools);
    const b = joinBy(tools, a);
    const relay = new Y.Doc();
    for (const one of [a, b, a]) session(one, relay);
    const outer = new OuterDocument();
    outer.apply(Y.encodeStateAsUpdate(relay));
    // The relay writes in the name of the client id that the device is about to use.
    relay.clientID = outer.document.clientID;
    relay.getArray('f'.repeat(64)).push([new Uint8Array(900)]);
    const room = a.room?.id as string;
    for (const id of ['one', 'two']) {
      add(a, id);
      a.seal();
      outer.publish(a.keys.id, a.log(room), a.coveredUpTo(room));
      Y.applyUpdate(relay, Y.encodeStateAsUpdate(outer.document));
    }
    session(b, relay);
    // Nothing has come, and the state vectors say that nothing is missing.
    expect(ids(b)).toEqual([]);
    const [theirs, own] = [relay, outer.document].map((one) => Y.decodeStateVector(Y.encodeStateVector(one)));
    expect(theirs?.get(outer.document.clientID)).toBeGreaterThanOrEqual(
      own?.get(outer.document.clientID) as number,
    );
    for (const one of [a, b]) session(one, relay);
    expect(ids(b)).toEqual(['one', 'two']);
    expect([b.gaps(), b.forks()]).toEqual([[], []]);
  });

  it('decodes nothing that is too large, and survives what is no update', () => {
    const outer = new OuterDocument();
    const large = new Y.Doc();
    const list = large.getArray('a'.repeat(64));
    list.push([new Uint8Array(MOST_SEALED_BYTES), new Uint8Array(MOST_SEALED_BYTES)]);
    const update = Y.encodeStateAsUpdate(large);
    expect(update.length).toBeGreaterThan(MOST_OUTER_BYTES);
    expect(outer.apply(update)).toBe(false);
    expect(outer.apply(Uint8Array.of(255, 255, 255, 255))).toBe(false);
    expect(outer.found()).toEqual([]);
  });

  it('takes nothing but sealed updates under names of devices, whatever else yjs knows', () => {
    const name = 'a'.repeat(64);
    const odd: ((document: Y.Doc) => unknown)[] = [
      (one) => one.getText(name).insert(0, 'x'.repeat(700)),
      (one) => one.getArray(name).push(['not bytes', 7]),
      (one) => one.getArray(name).push([new Uint8Array(652)]),
      (one) => one.getArray(name).push([new Y.Map()]),
      (one) => one.getMap(name).set('key', new Uint8Array(900)),
      (one) => one.getArray('rubbish').push([new Uint8Array(900)]),
      (one) => one.getXmlFragment(name).push([new Y.XmlElement('p')]),
      (one) => one.getArray(name).push([new Y.Doc()]),
    ];
    for (const write of odd) {
      const there = new Y.Doc();
      write(there);
      const outer = new OuterDocument();
      expect(outer.apply(Y.encodeStateAsUpdate(there)), String(write)).toBe(false);
      expect([...outer.document.share.keys()]).toEqual([]);
    }
    const there = new Y.Doc();
    there.getArray(name).push([new Uint8Array(900)]);
    expect(new OuterDocument().apply(Y.encodeStateAsUpdate(there))).toBe(true);
  });

  it('lets yjs make no list of thirty million structs out of seven bytes', () => {
    // One client with so many structs, of which none follows: yjs makes room for all of them first.
    const bomb = Uint8Array.of(1, 0x80, 0x87, 0xa7, 0x0e, 1, 0);
    const outer = new OuterDocument();
    const asked: number[] = [];
    const { Array: real } = globalThis;
    globalThis.Array = new Proxy(real, {
      construct: (target, given: [number]) => {
        asked.push(given[0]);
        return new target(...given);
      },
    });
    try {
      expect(outer.apply(bomb)).toBe(false);
    } finally {
      globalThis.Array = real;
    }
    expect(Math.max(0, ...asked)).toBeLessThan(1_000);
  });

  it('holds no more than a room has, however much is sent, and takes more once that was taken out', () => {
    const name = 'a'.repeat(64);
    const there = new Y.Doc();
    const outer = new OuterDocument(20_000);
    const taken: boolean[] = [];
    there.on('update', (update: Uint8Array) => taken.push(outer.apply(update)));
    const list = there.getArray(name);
    for (let i = 0; i < 30; i++) list.push([new Uint8Array(900)]);
    expect(taken.slice(0, 20)).toEqual(Array(20).fill(true));
    expect(taken.slice(-5)).toEqual(Array(5).fill(false));
    expect(Y.encodeStateAsUpdate(outer.document).length).toBeLessThan(20_000);
    list.delete(0, 30);
    expect(taken.at(-1)).toBe(true);
    list.push([new Uint8Array(900)]);
    expect(taken.at(-1)).toBe(true);
  });
});
