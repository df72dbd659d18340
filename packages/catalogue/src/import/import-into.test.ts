import { join } from 'node:path';
import { Item } from '@parlour/wire';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { readFormat } from './formats.ts';
import { importInto } from './import-into.ts';
import { writeJsonLd } from './json-ld/write-json-ld.ts';
import type { Reading } from './part.ts';
import { readStarter } from './read-starter.ts';
import { CatalogueStore } from './store/catalogue-store.ts';
import { makePart } from './testing/make-part.ts';
import { sharedData } from './testing/shared-data.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

async function* readings(...all: Reading[]): AsyncGenerator<Reading> {
  yield* all;
}

const row = (part: Parameters<typeof makePart>[0]): Reading => ({
  kind: 'part',
  line: 1,
  part: makePart(part),
});

test('counts what became of each row', async () => {
  const store = await CatalogueStore.open(await temporaryFolder());
  const refusals: unknown[] = [];
  const summary = await importInto(
    store,
    readings(
      row({ name: 'Heat', year: 1995 }),
      row({ name: 'Heat', year: 1995 }),
      row({ name: 'Heat', year: 1995, source: 'other' }),
      row({ name: 'Too early', year: 1492 }),
      { kind: 'skipped', reason: 'adult' },
      { kind: 'refused', refusal: { line: 9, reason: 'It is bad.' } },
    ),
    { onRefusal: (refusal) => refusals.push(refusal) },
  );
  expect(summary).toEqual({
    rows: 6,
    added: 1,
    joined: 1,
    changed: 0,
    unchanged: 1,
    refused: 2,
    skipped: { adult: 1 },
  });
  expect(refusals[0]).toMatchObject({ line: 1, reason: expect.stringContaining('year') });
});

test('a list that names two films alike keeps both, on every import', async () => {
  const store = await CatalogueStore.open(await temporaryFolder());
  const list = () =>
    readings(
      row({ name: 'Home', year: 2008, directors: ['A'] }),
      row({ name: 'Home', year: 2008, directors: ['B'] }),
    );
  expect(await importInto(store, list())).toMatchObject({ added: 2 });
  expect(await importInto(store, list())).toMatchObject({ added: 0, unchanged: 2 });
});

const lists = sharedData('streaming-catalogues');
const movieLens = sharedData('ml-latest-small');
const movieTweetings = sharedData('movietweetings-100k');

test.skipIf(!lists || !movieLens || !movieTweetings)(
  'all real sources make one catalogue',
  async () => {
    const folder = await temporaryFolder();
    const store = await CatalogueStore.open(folder);
    const sources: [string, string][] = [
      ['netflix-csv', join(lists ?? '', 'netflix_titles.csv')],
      ['prime-csv', join(lists ?? '', 'amazon_prime_titles.csv')],
      ['disney-csv', join(lists ?? '', 'disney_plus_titles.csv')],
      ['movielens', movieLens ?? ''],
      ['movietweetings', movieTweetings ?? ''],
    ];
    await importInto(store, readStarter());
    for (const [format, path] of sources)
      expect((await importInto(store, readFormat(format, path))).refused).toBe(0);

    const items = [...store.items()];
    expect(new Set(items.map((item) => item.id)).size).toBe(items.length);
    for (const item of items) v.assert(Item, item);
    const matrix = items.filter((item) => item.externalIds.imdb === 'tt0133093');
    expect(matrix).toHaveLength(1);
    expect(matrix[0]).toMatchObject({
      id: 'movie:the-matrix:1999',
      source: 'starter',
      externalIds: { tmdb: '603' },
    });
    // Both sets rated it; 278 ratings are MovieLens's.
    expect(matrix[0]?.publicRatings?.count).toBeGreaterThan(278);
    // Of the 44,933 rows, more than 8,000 say something of a title that another source has, too.
    expect(items.length).toBeLessThan(33_000);

    for (const [format, path] of sources) {
      expect(await importInto(store, readFormat(format, path))).toMatchObject({
        added: 0,
        joined: 0,
        changed: 0,
        refused: 0,
      });
    }
    const path = join(folder, 'some.jsonld');
    const some = items.slice(0, 3000);
    await writeJsonLd(some, path);
    expect(await importInto(store, readFormat('jsonld', path))).toMatchObject({ unchanged: some.length });
    const other = await CatalogueStore.open(join(folder, 'elsewhere'));
    expect(await importInto(other, readFormat('jsonld', path))).toMatchObject({ added: some.length });
    expect(some.filter((item) => other.get(item.id)?.name !== item.name)).toEqual([]);
  },
  300_000,
);
