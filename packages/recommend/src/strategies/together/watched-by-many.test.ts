import type { PublishedPopularity } from '@parlour/wire';
import { expect, test } from 'vitest';
import { engineFor, partsFor, today, watched as watchedEvent } from '../../engine/engine-for-tests.ts';
import type { Strategy } from '../strategy.ts';
import { ownQuality } from './own-quality.ts';
import { watchedByMany } from './watched-by-many.ts';

const parts = partsFor(() => ({ publicRatings: undefined }));
const { catalogue } = parts;
const rows = [120, 7, 33, 90];
const watched: PublishedPopularity = {
  format: 1,
  reports: 1000,
  rounds: 1,
  noise: 0.01,
  items: [catalogue.id(rows[0]), catalogue.id(rows[1]), 'movie:not-here:1900'],
  shares: [0.5, 0.25, 0.06],
  others: { items: [catalogue.id(rows[3]), catalogue.id(rows[2])], shares: [0.01, 0.02] },
  rising: [],
};
const strategy = watchedByMany(watched, catalogue) as Strategy;
const everything = new Uint8Array(catalogue.size).fill(1);
const somebody = [{ row: 3, at: 0, weight: 1 }];

test('ranks what people here watch or most likely watch, the most watched first, and nothing else', () => {
  const { rows: ranked, scores } = strategy.prepare(somebody).rank(everything, { now: 0 });
  expect([...ranked]).toEqual(rows);
  expect([...scores]).toEqual([0.5, 0.25, 0.02, 0.01].map(Math.fround));
  const without = everything.slice();
  without[120] = 0;
  expect([...strategy.prepare(somebody).rank(without, { now: 0 }).rows]).toEqual(rows.slice(1));
});

test('ranks nothing for who has watched nothing: their list is made of what is popular as it is', () => {
  for (const history of [[], [{ row: 3, at: 0, weight: -1 }]]) {
    const nobody = strategy.prepare(history);
    expect(nobody.rank(everything, { now: 0 }).rows).toHaveLength(0);
    expect(nobody.scoreWithout?.(120, undefined, { now: 0 })).toBe(0);
  }
});

test('is none where no title of the catalogue is watched', () => {
  const elsewhere = { ...watched, items: ['movie:not-here:1900'], shares: [0.5], others: undefined };
  expect(watchedByMany(elsewhere, catalogue)).toBeUndefined();
});

test('is nothing that goes with a title', () => {
  const like = (strategies: Strategy[]) => engineFor({ ...parts, strategies }).similar(catalogue.id(3), 8);
  expect(like([strategy])).toEqual(like([]));
});

test('no title of the history carries it, and of what stands out it says so: many people here watch it', () => {
  const prepared = strategy.prepare(somebody);
  expect(prepared.scoreWithout?.(120, 3, { now: 0 })).toBe(0);
  const two = strategy.prepare([...somebody, { row: 4, at: 1, weight: 0.7 }]);
  expect(two.scoreWithout?.(120, 3, { now: 0 })).toBe(0.5);
  const ranking = prepared.rank(everything, { now: 0 });
  expect(ranking.evidence(120)).toEqual([{ kind: 'popular', weight: 0.5 }]);
  expect(ranking.evidence(33)).toEqual([]);
});

test('is found better than chance where everybody watches the same', () => {
  const all = rows.map((row, at) => ({ row, at, weight: 1 }));
  const before = [1, 2, 3].map((row, at) => ({ row, at: at - 10, weight: 1 }));
  expect(ownQuality([strategy], [...before, ...all], catalogue.size).hits).toEqual([4]);
});

test('an engine with it puts what many watch into the list of somebody, with the reason', () => {
  const engine = engineFor({ ...parts, strategies: [strategy] }, [
    watchedEvent(catalogue, 3, today - 86_400_000),
  ]);
  const { entries } = engine.recommend({ count: 10 });
  const first = entries.find(({ row }) => row === 120);
  expect(first?.reasons.map(({ type }) => type)).toContain('popular');
  const popular = first?.reasons.find(({ type }) => type === 'popular');
  expect(popular?.confidence).toBeGreaterThan(0);
  expect(popular?.confidence).toBeLessThanOrEqual(1);
});
