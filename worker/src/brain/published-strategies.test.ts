import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CatalogueStore, importInto, type Part, readItems, readSignals } from '@parlour/catalogue/import';
import { encodeSignals, publishSnapshot, type SignalSources } from '@parlour/catalogue/publish';
import {
  defaultOptions,
  encodeCollaborativeModel,
  interactionsOf,
  trainCollaborative,
} from '@parlour/model/collaborative';
import { createEngine, type Engine } from '@parlour/recommend';
import type { CatalogueManifest, HistoryEvent, Item } from '@parlour/wire';
import { expect, onTestFinished, test } from 'vitest';
import type { PublicFiles } from '../public-files.ts';
import { items } from './brain-for-tests.ts';
import { keptFiles } from '../kept-files.ts';
import { loadPublicCatalogue } from './public-catalogue.ts';
import { chosenStrategies } from './chosen-strategies.ts';
import { publishedStrategies } from './published-strategies.ts';

const day = 86_400_000;
const today = Math.floor(Date.now() / day);

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parlour-published-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** Everything from a source's parts to the files that a device loads. */
async function published(
  parts: readonly Part[],
  known: (ids: string[]) => Partial<SignalSources>,
  collaborative?: Uint8Array,
): Promise<{ files: PublicFiles; manifest: CatalogueManifest; folder: string }> {
  const folder = await temporaryFolder();
  const store = await CatalogueStore.open(folder);
  const readings = async function* () {
    for (const part of parts) yield { kind: 'part' as const, line: 1, part };
  };
  await importInto(store, readings());
  await store.save();
  const ids = [...store.items()].map(({ id }) => id);
  const manifest = await publishSnapshot(readItems(folder), join(folder, 'public'), {
    models: () => Promise.resolve(collaborative === undefined ? {} : { collaborative }),
    signals: (catalogue) => encodeSignals(catalogue, { items: readSignals(folder), today, ...known(ids) }),
  });
  return { files: filesIn(join(folder, 'public'), manifest), manifest, folder: join(folder, 'public') };
}

function filesIn(folder: string, manifest: CatalogueManifest): PublicFiles {
  return {
    manifest: () => Promise.resolve(manifest),
    file: async ({ path }) => new Uint8Array(await readFile(join(folder, path))),
    headList: () => Promise.reject(new Error('no list')),
    momentBasis: () => Promise.reject(new Error('no basis')),
    clusterCentroids: () => Promise.reject(new Error('no centroids')),
    fusionWeightings: () => Promise.reject(new Error('no centroids')),
  };
}

const part = ({ id, ...item }: Item): Part => ({ key: id, ...item });
const parts = (): Part[] => items(60).map((item) => part({ ...item, source: 'starter' }));

async function engineOf(files: PublicFiles, now: number): Promise<Engine> {
  const house = await loadPublicCatalogue(files, keptFiles());
  const engine = createEngine(
    {
      catalogue: house.catalogue,
      space: await house.space(),
      popularity: house.popularity(),
      ...(await house.strategies()),
    },
    () => now,
  );
  engine.setHistory([watched(house.catalogue.id(3)), watched(house.catalogue.id(4))]);
  return engine;
}

const watched = (item: string): HistoryEvent => ({
  id: item,
  kind: 'completion',
  item,
  at: 1,
  source: 'viewer',
});

test('what the operator knows is the trust that a list and a title show', async () => {
  const twice = parts().flatMap((one, index) =>
    index < 30 ? [one, { ...one, source: 'tmdb', runtime: index < 15 ? one.runtime : 300 }] : [one],
  );
  const { files } = await published(twice, ([first = '']) => ({
    links: new Map([[first, { on: today, tried: 2, working: 1 }]]),
  }));
  const engine = await engineOf(files, today * day);
  const house = await loadPublicCatalogue(files, keptFiles());
  const ids = Array.from({ length: house.catalogue.size }, (_, row) => house.catalogue.id(row));
  const trustOf = (item: string) => engine.explain(item).trust.parts;
  const [first = ''] = ids.filter((id) => trustOf(id).availability === 0.5);
  expect(trustOf(first)).toMatchObject({ availability: 0.5, source: 0.95 });
  const metadata = new Set(ids.map((id) => trustOf(id).metadata.toFixed(6)));
  expect(metadata.size).toBe(3);
});

test('titles of low trust are hidden and counted, until what is known of them has aged', async () => {
  const broken = (ids: string[]): Partial<SignalSources> => ({
    reliability: { starter: 0.5 },
    links: new Map(ids.slice(0, 12).map((id) => [id, { on: today, tried: 1, working: 0 }])),
  });
  const { files } = await published(parts(), broken);
  const listOn = async (later: number) =>
    (await engineOf(files, (today + later) * day)).recommend({ count: 50 });
  const hidden = await Promise.all([0, 1, 2, 7, 30].map(listOn)).then((lists) =>
    lists.map((list) => list.hidden),
  );
  expect(hidden[0]).toBeGreaterThan(5);
  expect(hidden).toEqual(hidden.toSorted((one, other) => other - one));
  expect(hidden.at(-1)).toBe(0);
  expect((await listOn(0)).notice).toBe(`${hidden[0]} titles hidden: low trust`);
  expect((await listOn(30)).notice).toBeUndefined();
});

test('facts do not age, but those of titles of this year', async () => {
  const year = new Date().getUTCFullYear();
  const dated = parts().map((one, index) => ({ ...one, year: index === 0 ? year : 1999 }));
  const { files } = await published(dated, () => ({}));
  const house = await loadPublicCatalogue(files, keptFiles());
  const [now, later] = [await engineOf(files, today * day), await engineOf(files, (today + 20) * day)];
  for (let row = 0; row < house.catalogue.size; row += 1) {
    const id = house.catalogue.id(row);
    const [before, after] = [now, later].map((engine) => engine.explain(id).trust.parts.metadata);
    if (house.catalogue.year(row) === year) expect(after).toBeLessThan(before ?? 0);
    else expect(after).toBe(before);
  }
});

test('what is talked about has the place and the reason that a list gives it', async () => {
  const rated = parts().map((one, index) => ({
    ...one,
    ratedOn: [
      [today - 40, 50],
      [today - 2, index % 4 === 0 ? 200 : 10],
    ] as const,
  }));
  const { files } = await published(rated, () => ({}));
  const list = (await engineOf(files, today * day)).recommend({ count: 20 });
  const [trending] = list.entries.filter(({ source }) => source === 'trending');
  expect(trending?.reasons[0]).toMatchObject({ type: 'trending' });
  const { files: quiet } = await published(parts(), () => ({}));
  expect(await (await loadPublicCatalogue(quiet, keptFiles())).strategies()).not.toHaveProperty('trending');
});

test('what many people here watch is in the lists of whoever has watched something, until there is a model', async () => {
  const { files, manifest } = await published(parts(), () => ({}));
  const plain = await loadPublicCatalogue(files, keptFiles());
  const idOf = (row: number) => plain.catalogue.id(row);
  const bytes = new TextEncoder().encode(
    JSON.stringify({
      format: 1,
      reports: 400,
      rounds: 1,
      noise: 0.01,
      items: [idOf(40), idOf(41)],
      shares: [0.6, 0.5],
      others: { items: [idOf(42)], shares: [0.2] },
      rising: [],
    }),
  );
  const popularity = { path: 'popularity', sha256: '0'.repeat(64), bytes: bytes.length, brotliBytes: 1 };
  const house = await loadPublicCatalogue(
    {
      ...files,
      manifest: () => Promise.resolve({ ...manifest, popularity }),
      file: (file) => (file.path === popularity.path ? Promise.resolve(bytes) : files.file(file)),
    },
    keptFiles(),
  );
  const { size } = house.catalogue;
  const of = async (from: typeof house) => chosenStrategies(await from.strategies(), [], size);
  expect([(await of(plain)).isByPopularity, (await of(house)).isByPopularity]).toEqual([false, true]);
  const engine = createEngine(
    { ...house, space: await house.space(), popularity: house.popularity(), ...(await of(house)) },
    () => today * day,
  );
  engine.setHistory([watched(idOf(3)), watched(idOf(4))]);
  const because = engine
    .recommend({ count: 20 })
    .entries.filter(({ reasons }) => reasons.some(({ type }) => type === 'popular'))
    .map(({ item }) => item);
  // A title that does not stand out is no reason.
  expect(because.toSorted()).toEqual([idOf(40), idOf(41)].toSorted());
});

test('without signals, or with damaged ones, or those of another catalogue, trust is unknown and lists are made', async () => {
  const { files, manifest, folder } = await published(parts(), () => ({ reliability: { starter: 0 } }));
  const { catalogue } = await loadPublicCatalogue(files, keptFiles());
  const { signals: file, ...older } = manifest;
  expect(await publishedStrategies(files, manifest, catalogue)).toMatchObject({ sources: { starter: 0 } });
  const other = await published(parts().slice(1), () => ({ reliability: { starter: 0 } }));
  const cases: [PublicFiles, CatalogueManifest][] = [
    [files, older],
    [{ ...files, file: () => Promise.resolve(new Uint8Array([1, 2, 3])) }, manifest],
    [
      {
        ...files,
        file: async () => new Uint8Array(await readFile(join(folder, file?.path ?? ''))).slice(0, 900),
      },
      manifest,
    ],
    [other.files, other.manifest],
  ];
  for (const [from, named] of cases) {
    expect(await publishedStrategies(from, named, catalogue)).toEqual({ strategies: [], missing: [] });
  }
  const list = (await engineOf(filesIn(folder, older), today * day)).recommend({ count: 10 });
  expect(list.entries).toHaveLength(10);
});

test('a collaborative model of an older catalogue works for the titles that it knows', async () => {
  const old = items(60);
  const people = Array.from({ length: 60 }, (_, person) =>
    [0, 6, 12, 18].map((step) => ({ row: (person + step) % 60, at: step })),
  );
  const source = { idOf: (row: number) => old[row]?.id ?? '', name: 'test' };
  const model = encodeCollaborativeModel(
    trainCollaborative(interactionsOf(60, people), source, defaultOptions),
  );
  // Ten titles have left since then, and as many have come.
  const withIds = items(70)
    .slice(10)
    .map((item) => ({ ...item, source: 'starter' }));
  const folder = await temporaryFolder();
  const manifest = await publishSnapshot(withIds, folder, {
    models: () => Promise.resolve({ collaborative: model }),
  });
  const files = filesIn(folder, manifest);
  const { catalogue } = await loadPublicCatalogue(files, keptFiles());
  const { strategies, missing } = await publishedStrategies(files, manifest, catalogue);
  expect(missing).toEqual([]);
  const row = (index: number): number => catalogue.rowOf(old[index]?.id ?? '');
  const [collaborative] = strategies;
  const history = [14, 20].map((index, at) => ({ row: row(index), weight: 1, at }));
  const ranking = collaborative?.prepare(history).rank(new Uint8Array(catalogue.size).fill(1), { now: 0 });
  const ranked = new Set(ranking?.rows);
  expect(ranked.has(row(26))).toBe(true);
  for (let index = 60; index < 70; index += 1) {
    expect(ranked.has(catalogue.rowOf(`movie:film-${index}:2000`))).toBe(false);
  }
});
