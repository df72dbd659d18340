import { expect, test } from 'vitest';
import { readMovieTweetings } from '../../import/ratings/read-ratings-folder.ts';
import { collect } from '../../import/testing/collect.ts';
import { sharedData } from '../../import/testing/shared-data.ts';
import { trendingOf } from './trending.ts';

const today = 20_000;
/** `recent` ratings in the last 30 days, `before` in the 60 before them. */
const rated = (recent: number, before: number): [number, number][] => [
  [today - 45, before],
  [today - 5, recent],
];

test('a title that is turned to more than before trends, as far as its numbers allow to say so', () => {
  const all = [rated(500, 1000), rated(200, 20), rated(40, 0), rated(3, 0), rated(10, 400)];
  const trending = trendingOf(all, today) ?? new Float64Array();
  const [usual = 1, up = 0, fresh = 0, few = 1, down = 1] = trending;
  expect(usual).toBeLessThan(0.2);
  expect(up).toBe(1);
  expect(fresh).toBe(1);
  expect(few).toBeLessThan(0.2);
  expect(down).toBe(0);
});

test('twice as much of everything is no trend', () => {
  const trending = trendingOf([rated(100, 100), rated(50, 50), rated(4, 4)], today);
  expect([...(trending ?? [])]).toEqual([0, 0, 0]);
});

test('without ratings in the last 30 days, or before them, nothing is known', () => {
  expect(trendingOf([[], []], today)).toBeUndefined();
  expect(trendingOf([rated(5, 0)], today)).toBeUndefined();
  expect(trendingOf([rated(0, 5)], today)).toBeUndefined();
  expect(trendingOf([rated(50, 50)], today + 120)).toBeUndefined();
  expect(trendingOf([[[today + 3, 10]], rated(0, 9)], today)).toBeUndefined();
});

const tweets = sharedData('movietweetings-100k');

test.skipIf(!tweets)(
  'of the real tweets about films, at their end, few trend and most of them are new',
  async () => {
    const { parts } = await collect(readMovieTweetings(tweets ?? ''));
    const ratedOn = parts.map((part) => part.ratedOn ?? []);
    const last = Math.max(...ratedOn.map((days) => days.at(-1)?.[0] ?? 0));
    const trending = trendingOf(ratedOn, last) ?? new Float64Array();
    const up = parts.filter((_, row) => (trending[row] ?? 0) >= 0.6);
    expect(up.length).toBeGreaterThan(5);
    expect(up.length).toBeLessThan(100);
    const newest = new Date(last * 86_400_000).getUTCFullYear();
    const fresh = up.filter(({ year }) => (year ?? 0) >= newest - 1);
    expect(fresh.length).toBeGreaterThan(up.length / 2);
    expect(trendingOf(ratedOn, last + 365)).toBeUndefined();
  },
);
