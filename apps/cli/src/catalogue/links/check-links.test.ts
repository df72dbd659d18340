import { writeFile } from 'node:fs/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCatalogue, openSignals } from '@parlour/catalogue';
import { CatalogueStore, importInto, readFormat, readItems } from '@parlour/catalogue/import';
import { encodeColumns } from '@parlour/catalogue/publish';
import { expect, onTestFinished, test } from 'vitest';
import { type DataFolder, openDataFolder } from '../../data-folder.ts';
import { noteReport } from '../own-reports.ts';
import { signalsFor } from '../signals-for.ts';
import { checkLinks } from './check-links.ts';
import { readLinkChecks } from './link-checks.ts';
import { linkServer } from './link-server.ts';

const day = 86_400_000;
const today = 20_000;

/** A store whose titles have these addresses. */
async function storeOf(titles: Record<string, object>): Promise<DataFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'parlour-links-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const data = await openDataFolder(folder);
  const path = join(folder, 'titles.jsonld');
  const graph = Object.entries(titles).map(([name, more]) => ({ '@type': 'Movie', name, ...more }));
  await writeFile(path, JSON.stringify({ '@context': 'https://schema.org', '@graph': graph }));
  const store = await CatalogueStore.open(data.catalogueStore);
  await importInto(store, readFormat('jsonld', path));
  await store.save();
  return data;
}

const options = {
  timeoutMs: 5000,
  allowPrivate: true,
  concurrency: 4,
  pauseMs: 0,
  olderThanDays: 7,
  limit: Infinity,
  today,
};

async function signalsOf(data: DataFolder, now = today * day) {
  const catalogue = openCatalogue(encodeColumns(await Array.fromAsync(readItems(data.catalogueStore))));
  const signals = openSignals(await signalsFor(data, catalogue, now), catalogue);
  return (id: string) => signals.of(catalogue.rowOf(id));
}

const offer = (url: string) => ({
  offers: { '@type': 'Offer', offeredBy: { '@type': 'Organization', name: 'mubi' }, url },
});

test('what links gave is kept, published and asked again only when it is old', async () => {
  const { origin, asked, mostAtOnce } = await linkServer();
  const data = await storeOf({
    Good: { url: `${origin}/200`, sameAs: `${origin}/to/404` },
    Bad: offer(`${origin}/404`),
    Half: { ...offer(`${origin}/to/200`), url: `${origin}/410` },
    Shy: { url: `${origin}/403` },
    None: { sameAs: 'https://www.imdb.com/title/tt0113277/' },
  });
  const first = await checkLinks(data, options);
  expect(first).toEqual({ links: 6, checked: 6, titles: 4, works: 2, broken: 3, unclear: 1 });
  expect(mostAtOnce()).toBe(1);
  const of = await signalsOf(data);
  const at = today * day;
  expect(of('movie:good')).toMatchObject({ links: { at, working: 1 }, brokenPages: 1 });
  expect(of('movie:bad')).toMatchObject({ links: { at, working: 0 }, brokenPages: 0 });
  expect(of('movie:half')).toMatchObject({ links: { at, working: 0.5 } });
  expect(of('movie:shy').links).toBeUndefined();
  expect(of('movie:none').links).toBeUndefined();

  const before = asked.length;
  expect(await checkLinks(data, { ...options, today: today + 6 })).toMatchObject({ checked: 0, works: 2 });
  expect(asked).toHaveLength(before);
  expect(await checkLinks(data, { ...options, today: today + 7, limit: 2 })).toMatchObject({ checked: 2 });
  expect(await checkLinks(data, { ...options, today: today + 8 })).toMatchObject({ checked: 4 });
});

test('who never answers is broken the third time, and not before', async () => {
  const { origin } = await linkServer();
  const data = await storeOf({ Silent: { url: `${origin}/never` } });
  const outcomes: (string | undefined)[] = [];
  for (const later of [0, 10, 20]) {
    await checkLinks(data, { ...options, timeoutMs: 50, today: today + later });
    outcomes.push((await readLinkChecks(data)).get(`${origin}/never`)?.outcome);
  }
  expect(outcomes).toEqual(['unclear', 'unclear', 'broken']);
  expect((await signalsOf(data))('movie:silent').links).toEqual({ at: (today + 20) * day, working: 0 });
});

test('a busy server is left alone for the rest of the run', async () => {
  const { origin, asked } = await linkServer();
  const data = await storeOf({
    A: { url: `${origin}/429` },
    B: { url: `${origin}/200` },
    C: { url: `${origin}/200?c` },
  });
  expect(await checkLinks(data, options)).toMatchObject({ links: 3, checked: 1, unclear: 1 });
  expect(asked).toEqual(['HEAD /429']);
});

test('links of titles that have gone are forgotten; a damaged file is refused', async () => {
  const { origin } = await linkServer();
  const data = await storeOf({ A: { url: `${origin}/200` } });
  const path = join(data.catalogueStore, 'link-checks.ndjson');
  await writeFile(
    path,
    `${JSON.stringify({ link: 'http://gone.example/', on: 1, outcome: 'works', misses: 0 })}\n`,
  );
  await checkLinks(data, options);
  expect([...(await readLinkChecks(data)).keys()]).toEqual([`${origin}/200`]);
  await writeFile(path, '{"link":1}\n');
  await expect(checkLinks(data, options)).rejects.toMatchObject({ code: 'catalogue/damaged-link-checks' });
});

test("the operator's own word and view of sources are published, and can be taken back", async () => {
  const data = await storeOf({ A: {}, B: {} });
  await noteReport(data, 'movie:a', { wrongOn: today });
  await noteReport(data, 'movie:a', { brokenOn: today + 1 });
  expect((await signalsOf(data))('movie:a')).toMatchObject({
    wrongAt: today * day,
    brokenAt: (today + 1) * day,
  });
  await noteReport(data, 'movie:a', undefined);
  expect((await signalsOf(data))('movie:a')).toMatchObject({ wrongAt: undefined, brokenAt: undefined });

  const sources = join(data.catalogueStore, 'sources.json');
  const catalogue = openCatalogue(encodeColumns(await Array.fromAsync(readItems(data.catalogueStore))));
  await writeFile(sources, '{"jsonld": 0.25}');
  expect(openSignals(await signalsFor(data, catalogue), catalogue).reliability).toEqual({ jsonld: 0.25 });
  for (const bad of ['{"jsonld": 2}', '[', '{"jsonld": "much"}']) {
    await writeFile(sources, bad);
    await expect(signalsFor(data, catalogue)).rejects.toMatchObject({ code: 'catalogue/bad-sources' });
  }
  await rm(sources);
  await writeFile(join(data.catalogueStore, 'reports.json'), '{"movie:a": 7}');
  await expect(signalsFor(data, catalogue)).rejects.toMatchObject({ code: 'catalogue/damaged-reports' });
});
