import { expect, it } from 'vitest';
import { freeBytes } from './free-bytes.ts';

it('gives back what is its own', () => {
  const bytes = new Uint8Array(100_000);
  freeBytes(bytes);
  expect(bytes.buffer.detached).toBe(true);
  expect(bytes).toHaveLength(0);
});

it('leaves what lies among others, and what threads share', () => {
  const all = new Uint8Array(100).fill(7);
  freeBytes(all.subarray(10, 20));
  expect(all[15]).toBe(7);
  const shared = new Uint8Array(new SharedArrayBuffer(10)).fill(3);
  freeBytes(shared);
  expect(shared).toHaveLength(10);
});
