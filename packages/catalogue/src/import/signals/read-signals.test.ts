import { expect, test } from 'vitest';
import { CatalogueStore } from '../store/catalogue-store.ts';
import { writeJsonLd } from '../json-ld/write-json-ld.ts';
import { readJsonLd } from '../json-ld/read-json-ld.ts';
import { importInto } from '../import-into.ts';
import { readItems } from '../store/read-items.ts';
import { makePart } from '../testing/make-part.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { readSignals } from './read-signals.ts';
import type { ItemSignals } from '../../publish/signals/item-signals.ts';
import type { Part } from '../part.ts';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const day = 86_400_000;
const today = 20_000;
const heat = makePart({ name: 'Heat', year: 1995, runtime: 170, source: 'movielens', key: '6' });

async function putOn(folder: string, on: number, ...parts: Part[]): Promise<void> {
  const store = await CatalogueStore.open(folder, on * day);
  for (const part of parts) store.put(part);
  await store.save();
}

async function signals(folder: string): Promise<ItemSignals[]> {
  return Array.fromAsync(readSignals(folder));
}

test('an import by a source without dates is when its facts were last seen', async () => {
  const folder = await temporaryFolder();
  const dated = makePart({ name: 'Ran', source: 'tmdb', sourceUpdatedAt: 5 * day });
  await putOn(folder, today, heat, dated);
  expect(await signals(folder)).toEqual([
    {
      id: 'movie:heat:1995',
      sources: ['movielens'],
      compared: 0,
      agreeing: 0,
      corrections: 0,
      seenOn: today,
      ratedOn: [],
    },
    expect.objectContaining({ id: 'movie:ran', seenOn: undefined }),
  ]);
  await putOn(folder, today + 3, heat);
  expect(await signals(folder)).toMatchObject([{ seenOn: today + 3 }, {}]);
  await putOn(folder, today + 1, heat);
  expect(await signals(folder)).toMatchObject([{ seenOn: today + 3 }, {}]);
});

test('importing the same again on the same day leaves the store as it is, and on another day changes no item', async () => {
  const folder = await temporaryFolder();
  await putOn(folder, today, heat);
  const text = () => readFile(join(folder, 'items.ndjson'), 'utf8');
  const before = await text();
  await putOn(folder, today, heat);
  expect(await text()).toBe(before);
  const items = await Array.fromAsync(readItems(folder));
  await putOn(folder, today + 1, heat);
  expect(await text()).not.toBe(before);
  expect(await Array.fromAsync(readItems(folder))).toEqual(items);
});

test('sources in the order of whose word comes first, and whether they agree', async () => {
  const folder = await temporaryFolder();
  const starter = makePart({ name: 'Heat', year: 1995, runtime: 168, source: 'starter' });
  await putOn(folder, today, heat, starter);
  expect(await signals(folder)).toMatchObject([
    { sources: ['starter', 'movielens'], compared: 4, agreeing: 4, corrections: 0 },
  ]);
});

test('a later edition that says otherwise, and a correction by the operator, are corrections', async () => {
  const folder = await temporaryFolder();
  await putOn(folder, today, heat);
  await putOn(folder, today, { ...heat, runtime: 171 });
  expect(await signals(folder)).toMatchObject([{ corrections: 1 }]);
  const exported = join(folder, 'export.jsonld');
  await writeJsonLd(readItems(folder), exported);
  await writeFile(exported, (await readFile(exported, 'utf8')).replace('PT171M', 'PT175M'));
  const store = await CatalogueStore.open(folder, today * day);
  expect(await importInto(store, readJsonLd(exported))).toMatchObject({ joined: 1 });
  await store.save();
  expect(await signals(folder)).toMatchObject([{ corrections: 2, sources: ['jsonld', 'movielens'] }]);
  expect(store.get('movie:heat:1995')).toMatchObject({ runtime: 175 });
});

test('days of ratings are summed over sources, and never part of an item', async () => {
  const folder = await temporaryFolder();
  const other = makePart({
    name: 'Heat',
    year: 1995,
    source: 'movietweetings',
    ratedOn: [
      [7, 1],
      [9, 4],
    ],
  });
  await putOn(folder, today, {
    ...heat,
    ratedOn: [
      [9, 2],
      [10, 3],
    ],
  });
  const [alone] = await Array.fromAsync(readItems(folder));
  expect(alone).not.toHaveProperty('ratedOn');
  await putOn(folder, today, other);
  expect(await signals(folder)).toMatchObject([
    {
      ratedOn: [
        [7, 1],
        [9, 6],
        [10, 3],
      ],
    },
  ]);
  const [joined] = await Array.fromAsync(readItems(folder));
  expect(joined).not.toHaveProperty('ratedOn');
});

test('entries that turn out to be one keep the corrections and the latest sight of both', async () => {
  const folder = await temporaryFolder();
  const [one, other] = [
    makePart({
      name: 'Spirited Away',
      source: 'a',
      year: 2001,
      runtime: 125,
      externalIds: { imdb: 'tt0245429' },
    }),
    makePart({ name: 'Chihiro', source: 'b', year: 2002, externalIds: { tmdb: '129' } }),
  ];
  await putOn(folder, today, one);
  await putOn(folder, today + 1, { ...one, runtime: 120 });
  await putOn(folder, today + 2, other);
  await putOn(folder, today + 3, { ...other, year: 2001 });
  const both = { imdb: 'tt0245429', tmdb: '129' };
  await putOn(
    folder,
    today + 4,
    makePart({ name: 'Spirited Away', source: 'c', sourceUpdatedAt: 1, externalIds: both }),
  );
  expect(await signals(folder)).toMatchObject([{ corrections: 2, seenOn: today + 3 }]);
});
