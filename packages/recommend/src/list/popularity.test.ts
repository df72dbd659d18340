import { ParlourError, type PublishedPopularity } from '@parlour/wire';
import { describe, expect, it } from 'vitest';
import { plantedCatalogue } from '../test-house.ts';
import { popularity } from './popularity.ts';
import { decodePopularity } from './published-popularity.ts';

const unrated = plantedCatalogue(() => ({ publicRatings: undefined }));
const rated = plantedCatalogue((_, index) => ({ publicRatings: { count: 1000 - index, mean: 7 } }));
const watched: PublishedPopularity = {
  format: 1,
  reports: 1000,
  rounds: 1,
  noise: 0.01,
  items: [200, 100, 50].map((row) => unrated.id(row)),
  shares: [0.5, 0.25, 0.06],
  rising: [],
};

describe('popularity', () => {
  it('is nothing where nobody rated and no round told anything', () => {
    expect(popularity(unrated).every((value) => value === 0)).toBe(true);
  });

  it('is what people here watch where nobody rated', () => {
    const known = popularity(unrated, watched);
    expect(known[200]).toBe(1);
    expect(known[100]).toBeLessThan(1);
    expect(known[50]).toBeLessThan(known[100]);
    expect(known.filter((value) => value > 0)).toHaveLength(3);
  });

  it('is both where both are known, in the ratings’ own range, and ratings alone for other titles', () => {
    const before = popularity(rated);
    const after = popularity(rated, { ...watched, items: [200, 100, 50].map((row) => rated.id(row)) });
    expect(after[200]).toBeGreaterThan(before[200]);
    expect(Math.max(...after)).toBeLessThanOrEqual(Math.max(...before));
    expect(after[7]).toBe(before[7]);
  });

  it('is of the others, too, as far as they are likely watched', () => {
    const items = [10, 11].map((row) => unrated.id(row));
    const after = popularity(unrated, { ...watched, others: { items, shares: [0.05, 0.02] } });
    expect(after[10]).toBeGreaterThan(after[11]);
    expect(after[11]).toBeGreaterThan(0);
    expect(popularity(unrated, { ...watched, others: { items: [], shares: [] } })).toEqual(
      popularity(unrated, watched),
    );
  });

  it('puts no title behind those of which nothing was asked because it does not stand out', () => {
    const items = [0, 100, 290].map((row) => rated.id(row));
    const after = popularity(rated, {
      ...watched,
      items: [rated.id(200)],
      shares: [0.5],
      others: { items, shares: [0.03, 0.02, 0.499] },
    });
    const before = popularity(rated);
    for (const row of [0, 100, 290]) expect(after[row]).toBeGreaterThanOrEqual(before[row]);
    expect(after[290]).toBeGreaterThan(before[290]);
    const loud = { items: [rated.id(7)], shares: [0.9] };
    const clear = popularity(rated, { ...watched, items: [rated.id(200)], shares: [0.1], others: loud });
    expect(Math.max(...clear)).toBeLessThanOrEqual(Math.max(...before));
  });

  it('is a number for every title, whatever shares are published', () => {
    const silent = popularity(rated, { ...watched, items: [rated.id(200)], shares: [0] });
    expect(silent).toEqual(popularity(rated));
  });

  it('leaves titles out that this catalogue does not have', () => {
    const strange = { ...watched, items: ['movie:not-here:1900', ...watched.items.slice(1)] };
    expect(popularity(unrated, strange).filter((value) => value > 0)).toHaveLength(2);
  });
});

describe('the published file', () => {
  const bytes = (file: unknown) => new TextEncoder().encode(JSON.stringify(file));

  it('is read as it was written', () => {
    expect(decodePopularity(bytes(watched))).toEqual(watched);
  });

  it.each([
    ['another format', { ...watched, format: 2 }],
    ['a share over 1', { ...watched, shares: [1.5, 0.2, 0.1] }],
    ['a share that is no number', { ...watched, shares: [null, 0.2, 0.1] }],
    ['shares that rise', { ...watched, shares: [0.1, 0.2, 0.3] }],
    ['fewer shares than items', { ...watched, shares: [0.5] }],
    ['an item twice', { ...watched, items: ['a', 'a', 'b'] }],
    ['an item among the others, too', { ...watched, others: { items: [watched.items[0]], shares: [0.01] } }],
    ['fewer shares of others than items', { ...watched, others: { items: ['x', 'y'], shares: [0.01] } }],
    ['something rising that is not watched', { ...watched, rising: ['movie:other:2000'] }],
    ['nothing', undefined],
  ])('is refused with %s', (_, file) => {
    expect(() => decodePopularity(bytes(file ?? ''))).toThrow(ParlourError);
  });
});
