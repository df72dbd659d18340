import { padme } from '@parlour/vault/primitives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { SharedRecord } from '../document/shared-record.ts';
import { concat, toHex, utf8 } from '../bytes.ts';
import { newDeviceKeys } from '../keys/device-keys.ts';
import { roomOf } from '../keys/room.ts';
import { sodiumSuite } from '../suite/sodium-suite.ts';
import type { Tools } from '../suite/sync-suite.ts';
import { cheapSuite } from '../test/cheap-suite.ts';
import { seededRandom } from '../test/seeded-random.ts';
import { testEvent } from '../test/test-event.ts';
import { type Payload, payloadToBytes } from './payload.ts';
import { beginning, LEAST_PADDED_BYTES, openUpdate, sealedSize, sealUpdate } from './sealed-update.ts';

const suite = await sodiumSuite();
const tools: Tools = { suite, random: seededRandom(3) };
const keys = newDeviceKeys(suite, tools.random);
const epoch = '11'.repeat(32);
const epochKey = tools.random(32);
const room = roomOf(suite, epoch, epochKey, 0);
const place = { room, sequence: 1, previous: beginning };
const payload: Payload = { heads: {}, update: Uint8Array.of(1, 2, 3) };

describe('a sealed update', () => {
  const sealed = sealUpdate(tools, keys, place, payload);

  it('opens where it was sealed', () => {
    const opened = openUpdate(suite, room, keys.id, sealed.bytes);
    expect(opened?.payload).toEqual(payload);
    expect([opened?.sequence, opened?.hash]).toEqual([1, sealed.hash]);
  });

  it('is refused with any bit changed, cut off, or longer', () => {
    for (let at = 0; at < sealed.bytes.length; at++) {
      const changed = Uint8Array.from(sealed.bytes, (byte, i) => (i === at ? byte ^ (1 << (at % 8)) : byte));
      expect(openUpdate(suite, room, keys.id, changed), `byte ${at}`).toBeUndefined();
    }
    for (const length of [0, 1, 100, sealed.bytes.length - 1])
      expect(openUpdate(suite, room, keys.id, sealed.bytes.subarray(0, length))).toBeUndefined();
    expect(openUpdate(suite, room, keys.id, Uint8Array.from([...sealed.bytes, 0]))).toBeUndefined();
  });

  it('is refused in another room, epoch, generation, or under another device’s name', () => {
    const other = newDeviceKeys(suite, tools.random);
    const elsewhere = [
      roomOf(suite, epoch, epochKey, 1),
      roomOf(suite, '22'.repeat(32), epochKey, 0),
      roomOf(suite, epoch, tools.random(32), 0),
      // Even were all the keys the same: the place itself is bound.
      { ...room, id: '33'.repeat(16) },
      { ...room, epoch: '44'.repeat(32) },
      { ...room, generation: 5 },
    ];
    for (const one of elsewhere) expect(openUpdate(suite, one, keys.id, sealed.bytes)).toBeUndefined();
    expect(openUpdate(suite, room, other.id, sealed.bytes)).toBeUndefined();
  });

  it('is refused in another position', () => {
    const bytes = Uint8Array.from(sealed.bytes);
    new DataView(bytes.buffer).setUint32(1, 2);
    expect(openUpdate(suite, room, keys.id, bytes)).toBeUndefined();
  });

  it('has all of its place in what the cipher authenticates, whatever the signature says', () => {
    const bound: string[] = [];
    const spying = {
      ...suite,
      seal: (...given: Parameters<typeof suite.seal>) => {
        bound.push(toHex(given[3]));
        return suite.seal(...given);
      },
    };
    const other = newDeviceKeys(suite, tools.random);
    const sealIn = (by: typeof keys, where: typeof place) =>
      sealUpdate({ ...tools, suite: spying }, by, where, payload);
    sealIn(keys, place);
    sealIn(other, place);
    sealIn(keys, { ...place, sequence: 2 });
    sealIn(keys, { ...place, previous: tools.random(32) });
    sealIn(keys, { ...place, room: { ...room, id: '33'.repeat(16) } });
    sealIn(keys, { ...place, room: { ...room, epoch: '44'.repeat(32) } });
    sealIn(keys, { ...place, room: { ...room, generation: 5 } });
    expect(new Set(bound).size).toBe(7);
    // The format is in it as well.
    expect(bound[0]?.slice(0, 40)).toBe(toHex(concat(utf8('parlour-sync/update'), Uint8Array.of(1))));
  });

  it('has no other format', () => {
    for (const format of [0, 2, 255]) {
      const bytes = Uint8Array.from(sealed.bytes);
      bytes[0] = format;
      expect(openUpdate(suite, room, keys.id, bytes)).toBeUndefined();
    }
  });

  it('is refused if it holds something else than a payload, even from a member', () => {
    const odd = { ...payload, more: 1 } as Payload;
    expect(openUpdate(suite, room, keys.id, sealUpdate(tools, keys, place, odd).bytes)).toBeUndefined();
  });
});

describe('sizes on the wire', () => {
  it('are 512 bytes or PADME, and the overhead: of 10,000 random edits nothing finer is seen', () => {
    const cheap: Tools = { suite: cheapSuite, random: seededRandom(11) };
    const document = new Y.Doc();
    const record = new SharedRecord(document);
    let update: Uint8Array<ArrayBuffer> = new Uint8Array();
    document.on('update', (bytes: Uint8Array) => {
      update = new Uint8Array(bytes);
    });
    const sizes = new Map<number, Set<number>>();
    const overhead = sealedSize(0) - LEAST_PADDED_BYTES;
    fc.assert(
      fc.property(fc.string({ maxLength: 3000, size: 'max' }), fc.nat(20), (text, which) => {
        record.addEvents([
          testEvent(`${which}-${sizes.size}-${text.length}`, 1.6e12, { title: { name: text } }),
        ]);
        if (which === 0) record.eraseYear(2020);
        const content: Payload = { heads: {}, update };
        const plain = payloadToBytes(content).length;
        const wire = sealUpdate(cheap, keys, place, content).bytes.length;
        const bucket = Math.max(LEAST_PADDED_BYTES, padme(4 + plain));
        expect(wire).toBe(overhead + bucket);
        expect(wire).toBe(sealedSize(plain));
        sizes.set(wire, (sizes.get(wire) ?? new Set()).add(plain));
      }),
      { numRuns: 10_000 },
    );
    expect(sizes.size).toBeGreaterThan(20);
    // Every bucket above the least is at most 12 % wide, and holds many sizes.
    const all = [...sizes.keys()].sort((x, y) => x - y);
    for (const wire of all) expect(padme(wire - overhead)).toBe(wire - overhead);
    expect(Math.max(...[...sizes.values()].map(({ size }) => size))).toBeGreaterThan(50);
  });
});
