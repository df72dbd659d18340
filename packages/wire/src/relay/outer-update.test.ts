import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { isEmptyUpdate, isOuterUpdate, splitOuterUpdate } from './outer-update.ts';
import { RELAY_LIMITS } from './relay-limits.ts';

const devices = ['a', 'b', 'c'].map((letter) => letter.repeat(64));
const sealed = (size: number, fill: number) =>
  new Uint8Array(RELAY_LIMITS.leastSealedBytes + size).fill(fill);

/** What a device does in a session: adds, and takes out from the front. */
const session = fc.record({
  device: fc.integer({ min: 0, max: 2 }),
  client: fc.integer({ min: 1, max: 2 ** 32 - 1 }),
  adds: fc.array(fc.nat(3_000), { maxLength: 6 }),
  takes: fc.nat(4),
});
const sessions = fc.array(session, { minLength: 1, maxLength: 12 });

/** A room after these sessions, and every update on the way. */
function play(list: readonly (typeof session extends fc.Arbitrary<infer T> ? T : never)[]) {
  const room = new Y.Doc();
  const updates: Uint8Array[] = [];
  for (const [i, { device, client, adds, takes }] of list.entries()) {
    const own = new Y.Doc();
    own.clientID = client;
    Y.applyUpdate(own, Y.encodeStateAsUpdate(room));
    own.on('update', (update: Uint8Array) => {
      updates.push(update);
      Y.applyUpdate(room, update);
    });
    const array = own.getArray(devices[device]);
    if (adds.length > 0) array.push(adds.map((size) => sealed(size, i)));
    array.delete(0, Math.min(takes, array.length));
    own.destroy();
  }
  return { room, updates };
}

const contents = (document: Y.Doc) =>
  devices.map((device) => (document.getArray(device).toArray() as Uint8Array[]).map((one) => [...one]));

describe('an update to an outer document', () => {
  it('is known as one, be it a step, a merge of several or the whole', () => {
    fc.assert(
      fc.property(sessions, (list) => {
        const { room, updates } = play(list);
        for (const update of updates) expect(isOuterUpdate(update)).toBe(true);
        expect(isOuterUpdate(Y.encodeStateAsUpdate(room))).toBe(true);
        if (updates.length === 0) return;
        // Left out are some, so that there are gaps.
        const some = updates.filter((_, i) => i % 3 !== 1);
        expect(isOuterUpdate(Y.mergeUpdates(some))).toBe(true);
      }),
    );
  });

  it('says the same in parts, in whichever order they come', () => {
    fc.assert(
      fc.property(sessions, fc.integer({ min: 4_000, max: 12_000 }), fc.boolean(), (list, most, isTurned) => {
        const { room } = play(list);
        const whole = Y.encodeStateAsUpdate(room);
        const parts = splitOuterUpdate(whole, most);
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(most);
          expect(isOuterUpdate(part)).toBe(true);
        }
        const other = new Y.Doc();
        for (const part of isTurned ? parts.toReversed() : parts) Y.applyUpdate(other, part);
        expect(other.store.pendingStructs).toBeNull();
        expect(Y.encodeStateVector(other)).toEqual(Y.encodeStateVector(room));
        expect(contents(other)).toEqual(contents(room));
      }),
    );
  });

  it('is taken apart where it has to be, and only there', () => {
    const { room } = play([{ device: 0, client: 7, adds: [1, 2, 3, 4, 5, 6], takes: 0 }]);
    const whole = Y.encodeStateAsUpdate(room);
    expect(splitOuterUpdate(whole, whole.length)).toEqual([whole]);
    expect(splitOuterUpdate(whole, 1_600).length).toBeGreaterThanOrEqual(3);
    expect(() => splitOuterUpdate(whole, 600)).toThrow(RangeError);
  });

  it('is nothing else that yjs can hold', () => {
    const device = devices[0] as string;
    const others: ((document: Y.Doc) => void)[] = [
      (one) => one.getMap(device).set('key', sealed(0, 1)),
      (one) => one.getText(device).insert(0, 'x'.repeat(1_000)),
      (one) => one.getArray(device).push(['x'.repeat(1_000)]),
      (one) => one.getArray(device).push([new Y.Array()]),
      (one) => one.getArray(device).push([new Y.Doc()]),
      (one) => one.getArray(device).push([{ x: 1 }]),
      (one) => one.getArray('rubbish').push([sealed(0, 1)]),
      (one) => one.getArray(device).push([sealed(-1, 1)]),
    ];
    for (const [i, make] of others.entries()) {
      const document = new Y.Doc();
      make(document);
      expect(isOuterUpdate(Y.encodeStateAsUpdate(document)), String(i)).toBe(false);
    }
  });

  it('is nothing that is cut, or longer, or something else altogether', () => {
    const { room } = play([
      { device: 0, client: 7, adds: [1, 2], takes: 1 },
      { device: 1, client: 9, adds: [2], takes: 0 },
    ]);
    const whole = Y.encodeStateAsUpdate(room);
    for (let length = 0; length < whole.length; length += 1)
      expect(isOuterUpdate(whole.subarray(0, length))).toBe(false);
    expect(isOuterUpdate(Uint8Array.of(...whole, 0))).toBe(false);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (any) => {
        if (!isOuterUpdate(any)) return;
        // Whatever passes yjs can read too.
        Y.applyUpdate(new Y.Doc(), any);
      }),
      { numRuns: 5_000 },
    );
  });

  it('has no more structs than a relay has memory for', () => {
    const head = [1, 0x80, 0x80, 0x80, 0x80, 0x01, 5, 0];
    const many = Uint8Array.from([
      ...head,
      ...Array.from({ length: 2 * RELAY_LIMITS.structs + 2 }, (_, i) => i % 2),
    ]);
    expect(isOuterUpdate(many)).toBe(false);
  });

  it('may say nothing', () => {
    expect(isEmptyUpdate(Y.encodeStateAsUpdate(new Y.Doc()))).toBe(true);
    expect(isOuterUpdate(Uint8Array.of(0, 0))).toBe(true);
    expect(
      isEmptyUpdate(Y.encodeStateAsUpdate(play([{ device: 0, client: 1, adds: [1], takes: 0 }]).room)),
    ).toBe(false);
  });
});
