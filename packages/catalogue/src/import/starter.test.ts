import { Item } from '@parlour/wire';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { starterItems } from './starter-items.ts';

test('the starter catalogue covers the century and the world', async () => {
  const items = await starterItems();
  expect(items.length).toBeGreaterThanOrEqual(600);
  const decades = new Set(items.map((item) => Math.floor((item.year ?? 0) / 10) * 10));
  expect([...decades].sort((a, b) => a - b)).toEqual([
    1900, 1910, 1920, 1930, 1940, 1950, 1960, 1970, 1980, 1990, 2000, 2010, 2020,
  ]);
  const countries = new Set(items.flatMap((item) => item.countries));
  expect(countries.size).toBeGreaterThanOrEqual(40);
  expect([...countries].filter((country) => !/^[A-Z]{2}$/.test(country))).toEqual([]);
  expect(new Set(items.flatMap((item) => item.genres)).size).toBeGreaterThanOrEqual(20);
});

test('every starter title is a valid item with a synopsis and an id of its own, under CC0', async () => {
  const items = await starterItems();
  for (const item of items) {
    expect(v.safeParse(Item, item).issues).toBeUndefined();
    expect([item.id, (item.synopsis ?? '').length > 40, item.year !== undefined]).toEqual([
      item.id,
      true,
      true,
    ]);
    expect(item.extra?.['http://schema.org/sdLicense']).toEqual([
      { '@id': 'https://creativecommons.org/publicdomain/zero/1.0/' },
    ]);
  }
  expect(new Set(items.map((item) => item.id)).size).toBe(items.length);
  const imdb = items.flatMap((item) => item.externalIds.imdb ?? []);
  expect(new Set(imdb).size).toBe(imdb.length);
});
