import { expect, it } from 'vitest';
import { resultCache } from './result-cache.ts';

it('keeps the latest until they expire', () => {
  const cache = resultCache<number>(2, 100);
  cache.set('a', 1, 0);
  cache.set('b', 2, 0);
  expect(cache.get('a', 50)).toBe(1);
  cache.set('c', 3, 50);
  expect(cache.get('b', 50)).toBeUndefined();
  expect(cache.get('a', 99)).toBe(1);
  expect(cache.get('a', 100)).toBeUndefined();
  cache.clear();
  expect(cache.get('c', 60)).toBeUndefined();
});
