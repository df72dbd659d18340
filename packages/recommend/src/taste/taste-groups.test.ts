import { type Catalogue, contentFeatures } from '@parlour/catalogue';
import { meanRow } from '@parlour/model';
import { describe, expect, test } from 'vitest';
import { popularity } from '../list/popularity.ts';
import { plantedCatalogue } from '../test-house.ts';
import { regionOf } from './region-of.ts';
import { seedOfTasteGroup, tasteGroups, type TasteContext } from './taste-groups.ts';

const countries = ['SE', 'FR', 'JP', 'GB', 'XX', 'US'];
const catalogue = plantedCatalogue((item, index) => ({
  countries: [countries[Math.floor(index / 6) % 6] ?? 'US'],
  type: index % 5 === 0 ? 'TVSeries' : 'Movie',
  genres: index % 4 === 0 ? [...item.genres, 'Drama'] : item.genres,
}));
const contextOf = (of: Catalogue): TasteContext => {
  const features = contentFeatures(of);
  return { catalogue: of, features, mean: meanRow(features), popularity: popularity(of) };
};
const context = contextOf(catalogue);

/** Whether a group of this name may hold the row, as far as this catalogue's names go. */
function holds(name: string, row: number): boolean {
  const genres = catalogue.genres(row);
  return (
    genres.some((genre) => name.startsWith(`${genre} `)) &&
    (!name.endsWith(' from Scandinavia') || catalogue.countries(row)[0] === 'SE') &&
    (!name.endsWith(' from Japan') || catalogue.countries(row)[0] === 'JP') &&
    (!name.endsWith(' series') || catalogue.type(row) === 'TVSeries') &&
    (!/ and [a-z]+$/.test(name) || genres.length === 2)
  );
}

describe('taste groups', () => {
  const groups = tasteGroups(context, 1);

  test('are about a dozen, of five titles, with names and titles of their own', () => {
    expect(groups.length).toBeGreaterThanOrEqual(8);
    expect(groups.length).toBeLessThanOrEqual(12);
    expect(new Set(groups.map(({ name }) => name)).size).toBe(groups.length);
    expect(new Set(groups.map(({ id }) => id)).size).toBe(groups.length);
    const rows = groups.flatMap((group) => group.rows);
    expect(new Set(rows).size).toBe(rows.length);
    for (const group of groups) expect(group.rows).toHaveLength(5);
  });

  test('are what their names say', () => {
    const wrong = groups.flatMap(({ name, rows }) => rows.filter((row) => !holds(name, row)));
    expect(wrong).toEqual([]);
    expect(groups.some(({ name }) => name.includes(' from '))).toBe(true);
  });

  test('are not all of one kind', () => {
    const genres = groups.map(({ name }) => name.split(' ')[0] ?? '');
    expect(new Set(genres).size).toBeGreaterThanOrEqual(4);
  });

  test('depend on the seed alone, and say it', () => {
    expect(tasteGroups(context, 1)).toEqual(groups);
    const names = (seed: number): string =>
      tasteGroups(context, seed)
        .map(({ name }) => name)
        .join();
    expect([2, 3, 4, 5].some((seed) => names(seed) !== names(1))).toBe(true);
    expect(seedOfTasteGroup(groups[0]?.id ?? '')).toBe(1);
    expect(seedOfTasteGroup('-7:crime')).toBe(-7);
    expect(seedOfTasteGroup('crime')).toBeUndefined();
    expect(seedOfTasteGroup(':crime')).toBeUndefined();
  });
});

test('regions are those that people speak of; the first country decides', () => {
  expect(regionOf(['DK', 'DE'])).toBe('Scandinavia');
  expect(regionOf(['US', 'DK'])).toBeUndefined();
  expect(regionOf([])).toBeUndefined();
});
