import { expect, test } from 'vitest';
import type { Recommendation } from '@parlour/worker/brain-api';
import { NOTHING_SAID } from '../../session/mine-store.ts';
import { ANY, NO_FILTERS, requestFor } from './filters.ts';
import { followOn, stillListed, upTo } from './list-changes.ts';

const entry = (id: string): Recommendation => ({
  card: {
    id,
    type: 'Movie',
    name: id,
    year: 2000,
    genres: [],
    runtime: 90,
    seasons: undefined,
    platforms: [],
    countries: [],
  },
  score: 1,
  source: 'content',
  reasons: [],
  explanation: '',
  trust: { score: 1, source: 1, metadata: 1, availability: 1, quality: 1, preference: 1 },
  mine: NOTHING_SAID,
});
const ids = (entries: readonly Recommendation[]): string[] => entries.map(({ card }) => card.id);

test('what stands above the touched title stays, what follows is new', () => {
  const kept = upTo(['a', 'b', 'c', 'd'].map(entry), 'b');
  expect(ids(kept)).toEqual(['a', 'b']);
  const next = followOn(
    NO_FILTERS,
    undefined,
    kept,
    {
      entries: ['x', 'a', 'd'].map(entry),
      source: 'personal',
      hidden: 0,
      considered: 7,
      warning: 'low-trust',
      missing: [{ strategy: 'graph', why: 'model/graph-damaged' }],
    },
    3,
  );
  expect(next.arrivals).toBe(3);
  expect(next.warning).toBe('low-trust');
  expect(next.missing.map(({ strategy }) => strategy)).toEqual(['graph']);
  expect(ids(next.entries)).toEqual(['a', 'b', 'x', 'd']);
  expect(next.considered).toBe(9);
});

test('what was put aside on another device is gone, and the rest stays where it is', () => {
  const entries = ['a', 'b', 'c'].map(entry);
  const mine = [
    { ...NOTHING_SAID, liked: true },
    { ...NOTHING_SAID, notForMe: true },
    { ...NOTHING_SAID, seen: true },
  ];
  const left = stillListed({ entries, filters: NO_FILTERS }, mine);
  expect(ids(left)).toEqual(['a']);
  expect(left[0]?.mine.liked).toBe(true);
  const rewatch = { ...NO_FILTERS, rewatch: true };
  expect(ids(stillListed({ entries, filters: rewatch }, mine))).toEqual(['a', 'c']);
});

test('a title that is not in the list changes nothing above', () => {
  expect(ids(upTo(['a', 'b'].map(entry), 'z'))).toEqual(['a', 'b']);
});

test('a request names only what is set', () => {
  expect(requestFor(NO_FILTERS, 24, [])).toEqual({ count: 24 });
  const filters = {
    type: 'Movie',
    maxRuntime: 90,
    mood: 'light',
    platforms: ['mubi'],
    genres: ['Drama'],
    rewatch: true,
  } as const;
  expect(requestFor(filters, 5, ['a'], 7, 'phone')).toEqual({
    count: 5,
    types: ['Movie'],
    maxRuntime: 90,
    minutes: 90,
    mood: 'light',
    device: 'phone',
    rewatch: true,
    platforms: ['mubi'],
    genres: ['Drama'],
    exclude: ['a'],
    seed: 7,
  });
  expect(requestFor({ ...filters, type: ANY }, 5, [])).not.toHaveProperty('types');
});
