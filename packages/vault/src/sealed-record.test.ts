import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { openRecord, type RecordPlace, sealRecord } from './sealed-record.ts';
import { flipped } from './testing/raw-database.ts';

const place: RecordPlace = { store: 'log', id: 7, sequence: 7 };
const plain = new TextEncoder().encode('Dark: Season 1: Secrets');
let key: CryptoKey;

beforeAll(async () => {
  key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
});

test('opens what it sealed', () =>
  fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), fc.nat(2000), async (bytes, least) => {
      expect(await openRecord(key, place, await sealRecord(key, place, bytes, least))).toEqual(bytes);
    }),
  ));

test('is the same size for everything that is short', async () => {
  const sizes = await Promise.all(
    [0, 1, 100, 508].map(async (n) => (await sealRecord(key, place, new Uint8Array(n), 512)).length),
  );
  expect(new Set(sizes)).toEqual(new Set([1 + 12 + 512 + 16]));
});

test('never uses a nonce twice', async () => {
  const sealed = await Promise.all(Array.from({ length: 1000 }, () => sealRecord(key, place, plain, 0)));
  expect(new Set(sealed.map((record) => record.subarray(1, 13).join())).size).toBe(1000);
});

test('does not open with any one byte flipped, cut off or added', async () => {
  const sealed = await sealRecord(key, place, plain, 0);
  for (let i = 0; i < sealed.length; i += 1) {
    expect(await openRecord(key, place, flipped(sealed, i))).toBeUndefined();
    expect(await openRecord(key, place, sealed.subarray(0, i))).toBeUndefined();
  }
  expect(await openRecord(key, place, Uint8Array.of(...sealed, 0))).toBeUndefined();
});

test.each<[string, RecordPlace]>([
  ['store', { ...place, store: 'blobs' }],
  ['id', { ...place, id: 8 }],
  ['kind of id', { ...place, id: '7' }],
  ['sequence', { ...place, sequence: 8 }],
])('does not open as another %s', async (_, other) => {
  expect(await openRecord(key, other, await sealRecord(key, place, plain, 0))).toBeUndefined();
});

test.each([undefined, null, 'text', 3, {}, new ArrayBuffer(60), new Uint8Array()])(
  'does not open %o',
  async (value) => {
    expect(await openRecord(key, place, value)).toBeUndefined();
  },
);
