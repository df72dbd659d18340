import type { Catalogue } from '@parlour/catalogue';
import { fullPlan, meanRow, type Preference } from '@parlour/model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { featuresOf, plantedCatalogue, taught } from '../test-house.ts';
import { popularity } from './popularity.ts';
import { recommend } from './recommend.ts';
import type { RecommendContext } from './recommend-context.ts';

const plain = plantedCatalogue();
const stranger = (catalogue: Catalogue, excluded: ReadonlySet<number> = new Set()): RecommendContext => {
  const features = featuresOf(catalogue);
  return { catalogue, features, mean: meanRow(features), popularity: popularity(catalogue), excluded };
};
const likes = (theme: string, count: number): Preference[] =>
  [...Array(plain.size).keys()]
    .filter((row) => plain.genres(row).includes(theme))
    .slice(0, count)
    .map((row) => ({ row, item: plain.id(row), weight: 1 }));

describe('the list of someone known', () => {
  test('is mostly of the theme they like and never of what they know', async () => {
    const { taste, context } = await taught(plain, likes('Horror', 6), fullPlan);
    const { source, entries, considered } = recommend({ count: 10 }, { ...context, taste });
    expect(source).toBe('personal');
    expect(considered).toBe(294);
    expect(entries).toHaveLength(10);
    expect(entries.filter(({ row }) => plain.genres(row).includes('Horror')).length).toBeGreaterThanOrEqual(
      8,
    );
    expect(entries.some(({ row }) => context.excluded.has(row))).toBe(false);
  });

  test('respects every filter, whatever the request', async () => {
    const { taste, context } = await taught(plain, [...likes('Horror', 3), ...likes('War', 3)], fullPlan);
    const request = fc.record(
      {
        count: fc.integer({ min: 0, max: 40 }),
        platforms: fc.subarray(['even', 'odd', 'nowhere']),
        types: fc.subarray(['Movie', 'TVSeries']),
        genres: fc.subarray(['Horror', 'War', 'Nothing']),
        maxRuntime: fc.integer({ min: 0, max: 400 }),
        exclude: fc.subarray(['item-003', 'item-009', 'item-015', 'no-such-item']),
        seed: fc.nat(),
      },
      { requiredKeys: ['count'] },
    );
    const isIn = (wanted: string[] | undefined, have: readonly string[]): boolean =>
      wanted === undefined || wanted.length === 0 || have.some((one) => wanted.includes(one));
    fc.assert(
      fc.property(request, fc.constantFrom('personal', 'shuffle'), (asked, source) => {
        const list = recommend(asked, source === 'personal' ? { ...context, taste } : context);
        expect(list.source).toBe(source);
        expect(list.entries).toHaveLength(Math.min(asked.count, list.considered));
        const rows = list.entries.map(({ row }) => row);
        expect(new Set(rows).size).toBe(rows.length);
        for (const row of rows) {
          expect(context.excluded.has(row)).toBe(false);
          expect(asked.exclude ?? []).not.toContain(plain.id(row));
          expect(isIn(asked.types, [plain.type(row)])).toBe(true);
          expect(isIn(asked.genres, plain.genres(row))).toBe(true);
          expect(
            isIn(
              asked.platforms,
              plain.platforms(row).map(({ platform }) => platform),
            ),
          ).toBe(true);
          expect(plain.runtime(row)).toBeLessThanOrEqual(asked.maxRuntime ?? 1000);
        }
      }),
      { verbose: true },
    );
  });

  test('equal seeds give equal lists, other seeds other ones', async () => {
    const { taste, context } = await taught(plain, likes('Horror', 6), fullPlan);
    const rows = (seed: number): number[] =>
      recommend({ count: 20, seed }, { ...context, taste }).entries.map(({ row }) => row);
    expect(rows(1)).toEqual(rows(1));
    expect([2, 3, 4].some((seed) => rows(seed).join() !== rows(1).join())).toBe(true);
  });

  test('two tastes share a list instead of one filling it', async () => {
    const { taste, context } = await taught(plain, [...likes('Horror', 6), ...likes('War', 5)], fullPlan);
    const { entries } = recommend({ count: 10 }, { ...context, taste });
    for (const theme of ['Horror', 'War']) {
      expect(entries.filter(({ row }) => plain.genres(row).includes(theme)).length).toBeGreaterThanOrEqual(3);
    }
  });
});

describe('the list of a stranger', () => {
  const rated = plantedCatalogue((_, index) => ({
    publicRatings: index % 3 === 0 ? { count: index + 1, mean: 0.8 } : undefined,
  }));

  test('is what is popular, where anybody rated', () => {
    const { source, entries } = recommend({ count: 8 }, stranger(rated));
    expect(source).toBe('popular');
    expect(entries.every(({ reasons }) => reasons[0]?.type === 'popular')).toBe(true);
    expect(entries[0]?.score).toBeGreaterThan(0.7);
  });

  test('is a seeded shuffle where nobody did', () => {
    const rows = (seed: number): number[] =>
      recommend({ count: 20, seed }, stranger(plain)).entries.map(({ row }) => row);
    const list = recommend({ count: 5, seed: 1 }, stranger(plain));
    expect(list.source).toBe('shuffle');
    expect(list.entries[0]?.reasons[0]?.type).toBe('shuffle');
    expect(rows(1)).toEqual(rows(1));
    expect(rows(1)).not.toEqual(rows(2));
  });

  test('one enthusiast does not make a title popular', () => {
    const catalogue = plantedCatalogue((_, index) => ({
      publicRatings: index === 0 ? { count: 1, mean: 1 } : { count: 500, mean: 0.7 },
    }));
    const scores = popularity(catalogue);
    expect(scores[catalogue.rowOf('item-000')]).toBeLessThan(scores[catalogue.rowOf('item-001')] ?? 0);
  });
});
