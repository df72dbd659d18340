import { expect, test } from 'vitest';
import { keepLatest } from './keep-latest.ts';

test('the one that was put in first goes where there are too many; one that is put in again is the latest', () => {
  const entries = new Map<string, number>();
  for (const [key, value] of [
    ['a', 1],
    ['b', 2],
    ['a', 3],
    ['c', 4],
  ] as const)
    keepLatest(entries, key, value, 2);
  expect([...entries]).toEqual([
    ['a', 3],
    ['c', 4],
  ]);
});
