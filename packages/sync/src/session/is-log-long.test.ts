import { expect, it } from 'vitest';
import type { SealedUpdate } from '../sealing/sealed-update.ts';
import { isLogLong } from './is-log-long.ts';

const log = (whole: number, edits: number): SealedUpdate[] =>
  [whole, ...Array.from({ length: edits }, () => 653)].map((length, i) => ({
    sequence: i + 1,
    hash: new Uint8Array(32),
    bytes: new Uint8Array(length),
  }));

it('makes a short record anew after 40 updates, and a long one when they come to something beside it', () => {
  expect([39, 40].map((edits) => isLogLong(log(653, edits)))).toEqual([false, true]);
  expect([40, 150].map((edits) => isLogLong(log(400_000, edits)))).toEqual([false, false]);
  expect(isLogLong(log(400_000, 160))).toBe(true);
  expect([199, 200].map((edits) => isLogLong(log(6_000_000, edits)))).toEqual([false, true]);
});

it('waits no longer where nobody ever is quiet', () => {
  expect([40, 159, 160].map((edits) => isLogLong(log(653, edits), 4))).toEqual([false, false, true]);
  expect([799, 800].map((edits) => isLogLong(log(6_000_000, edits), 4))).toEqual([false, true]);
});
