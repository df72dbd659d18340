import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Part } from '../part.ts';
import { makePart } from '../testing/make-part.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { CatalogueStore } from './catalogue-store.ts';

const heat = makePart({
  name: 'Heat',
  year: 1995,
  source: 'starter',
  directors: ['Michael Mann'],
  externalIds: { imdb: 'tt0113277' },
});
const heatOfMovieLens = makePart({
  name: 'Heat',
  year: 1995,
  source: 'movielens',
  externalIds: { tmdb: '949' },
  publicRatings: { count: 2, mean: 0.5 },
});

async function emptyStore(): Promise<CatalogueStore> {
  return CatalogueStore.open(await temporaryFolder());
}

test('one title from several sources is one item that keeps its id', async () => {
  const store = await emptyStore();
  expect(store.put(heat)).toBe('added');
  expect(store.put(heatOfMovieLens)).toBe('joined');
  expect(store.put(heatOfMovieLens)).toBe('unchanged');
  expect(store.put({ ...heat, name: 'HEAT' })).toBe('changed');
  expect([...store.items()]).toEqual([
    expect.objectContaining({
      id: 'movie:heat:1995',
      name: 'HEAT',
      externalIds: { imdb: 'tt0113277', tmdb: '949' },
      publicRatings: { count: 2, mean: 0.5 },
    }),
  ]);
});

test('ratings of a new edition replace those of the old one', async () => {
  const store = await emptyStore();
  store.put(heat);
  store.put(heatOfMovieLens);
  store.put({ ...heatOfMovieLens, publicRatings: { count: 5, mean: 0.8 } });
  expect(store.get('movie:heat:1995')?.publicRatings).toEqual({ count: 5, mean: 0.8 });
});

test('two different films of one name and year stay two', async () => {
  const store = await emptyStore();
  store.put(heat);
  store.put(makePart({ name: 'Heat', year: 1995, source: 'other', directors: ['Somebody Else'] }));
  expect([...store.items()].map((item) => item.id)).toEqual(['movie:heat:1995', 'movie:heat:1995~2']);
});

test('of two films that fit equally well none is chosen', async () => {
  const store = await emptyStore();
  store.put(heat);
  store.put(makePart({ name: 'Heat', year: 1995, source: 'other', directors: ['Somebody Else'] }));
  expect(store.put(makePart({ name: 'Heat', year: 1995, source: 'third' }))).toBe('added');
});

test('entries that turn out to be one are joined, and the newer id is remembered', async () => {
  const store = await emptyStore();
  store.put(makePart({ name: 'Spirited Away', source: 'a', year: 2001, externalIds: { imdb: 'tt0245429' } }));
  store.put(makePart({ name: 'Chihiro', source: 'b', year: 2002, externalIds: { tmdb: '129' } }));
  expect(store.size).toBe(2);
  store.put(
    makePart({ name: 'Spirited Away', source: 'c', externalIds: { imdb: 'tt0245429', tmdb: '129' } }),
  );
  expect(store.size).toBe(1);
  expect(store.get('movie:chihiro:2002')).toMatchObject({
    id: 'movie:spirited-away:2001',
    alternateNames: ['Chihiro'],
    extra: { 'urn:parlour:formerId': [{ '@value': 'movie:chihiro:2002' }] },
  });
});

test('what is saved is what is opened', async () => {
  const folder = await temporaryFolder();
  const store = await CatalogueStore.open(folder);
  store.put(heat);
  store.put(heatOfMovieLens);
  store.put(makePart({ name: 'Ёлки', source: 'a', year: 2010 }));
  await store.save();
  const again = await CatalogueStore.open(folder);
  expect([...again.items()]).toEqual([...store.items()]);
  expect(again.size).toBe(2);
  expect(again.put(heatOfMovieLens)).toBe('unchanged');
});

test.each([
  ['a line that is no JSON', (text: string) => `${text}{"id":\n`, 3],
  ['a store of a later version', (text: string) => text.replace('"version":1', '"version":2'), 1],
])('%s is refused and left as it is', async (_what, spoil, line) => {
  const folder = await temporaryFolder();
  const store = await CatalogueStore.open(folder);
  store.put(heat);
  await store.save();
  const path = join(folder, 'items.ndjson');
  await writeFile(path, spoil(await readFile(path, 'utf8')));
  const before = await readFile(path, 'utf8');
  const error: unknown = await CatalogueStore.open(folder).catch((caught: unknown) => caught);
  expect(error).toMatchObject({
    code: 'catalogue/damaged-store',
    message: expect.stringContaining(`Line ${line} `),
  });
  expect(await readFile(path, 'utf8')).toBe(before);
});

/** Films told apart by name or by years further apart than one, as each of several sources may describe them. */
const films = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom('Heat', 'Crash', 'Home', 'The Hours', 'Ran'),
    decade: fc.nat(9),
    imdb: fc.nat(9999),
  }),
  { minLength: 1, maxLength: 8, selector: (film) => `${film.name} ${film.decade}` },
);
const sources = fc.subarray(['starter', 'netflix-csv', 'movielens', 'tmdb'], { minLength: 1 });

function describe(
  film: { name: string; decade: number; imdb: number },
  number: number,
  source: string,
): Part {
  return makePart({
    name: film.name.toUpperCase(),
    source,
    key: `${number}`,
    year: 1920 + film.decade * 10 + (source === 'netflix-csv' ? 1 : 0),
    directors: source === 'movielens' ? [] : [`Director ${number}`],
    externalIds:
      source === 'netflix-csv' ? {} : { imdb: `tt${String(film.imdb + number * 10_000).padStart(7, '0')}` },
  });
}

test('the order of imports makes no difference, and importing again changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(films, sources, fc.infiniteStream(fc.nat()), async (all, from, random) => {
      const parts = all.flatMap((film, number) => from.map((source) => describe(film, number, source)));
      const shuffled = parts.map((part) => ({ part, at: random.next().value })).sort((a, b) => a.at - b.at);
      const [one, other] = [
        await CatalogueStore.open('/nonexistent'),
        await CatalogueStore.open('/nonexistent'),
      ];
      for (const part of parts) one.put(part);
      for (const { part } of shuffled) other.put(part);
      const items = (store: CatalogueStore) =>
        [...store.items()].map(({ id: _id, ...item }) => JSON.stringify(item)).sort();
      expect(one.size).toBe(all.length);
      expect(items(other)).toEqual(items(one));
      const before = [...one.items()];
      for (const { part } of shuffled) expect(one.put(part)).toBe('unchanged');
      expect([...one.items()]).toEqual(before);
    }),
  );
});

test('text that holds a line separator of Unicode comes back', async () => {
  const folder = await temporaryFolder();
  const store = await CatalogueStore.open(folder);
  store.put({ ...heat, synopsis: 'One\u2028two\u2029three' });
  await store.save();
  const again = await CatalogueStore.open(folder);
  expect(again.get('movie:heat:1995')?.synopsis).toBe('One\u2028two\u2029three');
});
