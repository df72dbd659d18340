import { expect, test } from 'vitest';
import { Tally } from './tally.ts';

const seconds = (day: number, more = 0): number => day * 86_400 + more;
const now = 20_000 * 86_400_000;

test('ratings are counted by day, of the latest 90 days of the source, in whatever order they come', () => {
  const tally = new Tally(0, 10, now);
  for (const day of [19_000, 19_900, 19_811, 19_810, 19_900]) tally.add('a', 10, seconds(day, 7));
  tally.add('b', 0, seconds(19_700));
  expect(tally.daysOf('a')).toEqual([
    [19_811, 1],
    [19_900, 2],
  ]);
  expect(tally.of('a')).toEqual({ count: 5, mean: 1 });
  expect(tally.daysOf('b')).toBeUndefined();
  expect(tally.daysOf('c')).toBeUndefined();
});

test('what has no time, or one that is still to come, counts without a day', () => {
  const tally = new Tally(0, 10, now);
  tally.add('a', 5);
  tally.add('a', 5, Number.NaN);
  tally.add('a', 5, seconds(20_001));
  tally.add('a', 5, -5);
  expect(tally.of('a')).toEqual({ count: 4, mean: 0.5 });
  expect(tally.daysOf('a')).toBeUndefined();
  expect(tally.add('a', 11, seconds(1))).toBe(false);
});
