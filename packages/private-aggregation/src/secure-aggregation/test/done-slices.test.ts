import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { codeDigest, DoneSlices } from './done-slices.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parlour-slices-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('remembers what has passed, for who asks later', () => {
  const path = join(folder, 'done');
  const done = new DoneSlices(path);
  expect(done.all()).toEqual([]);
  done.add({ kind: 'cheap', from: 1, to: 1000, released: 400 });
  done.add({ kind: 'real', from: 1, to: 10, released: 4 });
  const later = new DoneSlices(path);
  expect(later.find('cheap', 1, 1000)).toMatchObject({ released: 400 });
  expect(later.find('cheap', 1, 10)).toBeUndefined();
  expect(later.find('real', 1, 1000)).toBeUndefined();
  expect(later.all()).toHaveLength(2);
});

it('counts nothing that passed with other code', () => {
  const path = join(folder, 'done');
  new DoneSlices(path, 'old').add({ kind: 'cheap', from: 1, to: 1000, released: 400 });
  expect(new DoneSlices(path, 'new').find('cheap', 1, 1000)).toBeUndefined();
  expect(new DoneSlices(path).all()).toEqual([]);
  expect(codeDigest()).toMatch(/^[0-9a-f]{16}$/);
  expect(codeDigest()).toBe(codeDigest());
});
