import { expect, test } from 'vitest';
import { ago, duration } from './ago.ts';

const now = Date.UTC(2026, 10, 30, 12);

test.each([
  [0, 'now'],
  [-999, 'now'],
  [-1_000, '1 second ago'],
  [-119_000, '1 minute ago'],
  [3 * 3_600_000, 'in 3 hours'],
  [-86_400_000, 'yesterday'],
  [2 * 86_400_000, 'in 2 days'],
])('%i ms from now is %s', (away, words) => {
  expect(ago(now + away, now)).toBe(words);
});

test('beyond a fortnight it is a date', () => {
  expect(ago(Date.UTC(2026, 0, 5, 12), now)).toMatch(/Jan 5, 2026/);
});

test('lengths of time', () => {
  expect([0, 45_400, 60_000, 200_000, 7_500_000, 7_200_000, 3 * 86_400_000].map(duration)).toEqual([
    '0 s',
    '45 s',
    '1 min',
    '3 min 20 s',
    '2 h 5 min',
    '2 h',
    '3 days',
  ]);
});
