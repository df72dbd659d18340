import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeBasis, momentDimension, momentRank } from '@parlour/model/moments';
import { checkBundle } from '@parlour/private-aggregation';
import { queryKind } from '@parlour/private-aggregation/queries';
import { momentBasisPath } from '@parlour/wire';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { publishStarter } from '../catalogue/publish-starter.ts';
import { openDataFolder } from '../data-folder.ts';
import { epochBundle } from './epoch-bundle.ts';
import { partMakers, type PartOrder } from './part-makers.ts';
import { readWeightings } from './weightings-file.ts';

let root: string;
let order: PartOrder;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'parlour-parts-'));
  const data = await openDataFolder(root);
  await publishStarter(data);
  order = {
    data,
    people: 1000,
    minimumReports: 50,
    modelShare: 0.8,
    titles: 64,
    perPerson: 16,
    modelTitles: 4096,
    clustersAgain: false,
    lastBasis: undefined,
  };
}, 120_000);
afterAll(() => rm(root, { recursive: true, force: true }));

const nameOf = (id: string) => id.split('/')[1];

it('asks for model and popularity together, over files that lie beside the catalogue', async () => {
  const parts = [await partMakers.moments(order), await partMakers.popularity(order)];
  const bundle = epochBundle(
    parts.map(({ part }) => part),
    { epoch: '2026-w48', expiry: 1, minimumReports: 50, dropout: 0.1 },
  );
  expect(() => checkBundle(bundle)).not.toThrow();
  expect(bundle.queries.map((query) => queryKind(query, bundle)?.family)).toEqual(['moments', 'popularity']);
  const file = await readFile(
    join(order.data.publicCatalogue, momentBasisPath(nameOf(bundle.queries[0].id))),
  );
  const { basis, items } = decodeBasis(file);
  expect(bundle.queries[0].dimension).toBe(momentDimension(momentRank(basis.design)));
  expect(items.length).toBeGreaterThan(2 * momentRank(basis.design));

  const three = epochBundle(
    [...parts, await partMakers.clusters(order)].map(({ part }) => part),
    {
      epoch: '2026-w48',
      expiry: 1,
      minimumReports: 50,
      dropout: 0.1,
    },
  );
  expect(() => checkBundle(three)).not.toThrow();
  expect(three.queries.map((query) => queryKind(query, three)?.family)).toEqual([
    'moments',
    'popularity',
    'clusters',
  ]);
});

it('sizes the model by who takes part, and keeps the basis as long as that size stays', async () => {
  const basisOf = async (change: Partial<PartOrder>) => {
    const { part } = await partMakers.moments({ ...order, ...change });
    return part.query(0.8);
  };
  const few = await basisOf({});
  expect(await basisOf({ lastBasis: nameOf(few.id) })).toEqual(few);
  const many = await basisOf({ lastBasis: nameOf(few.id), people: 100_000, minimumReports: 1000 });
  expect(many.dimension).toBeGreaterThan(few.dimension);
  expect(await basisOf({ lastBasis: 'a'.repeat(32) })).toEqual(few);
  // A file that was damaged on the disk is asked over no more.
  const path = join(order.data.publicCatalogue, momentBasisPath(nameOf(many.id)));
  await writeFile(path, (await readFile(path)).subarray(0, 100));
  await expect(basisOf({ lastBasis: nameOf(many.id) })).resolves.toEqual(few);
});

it('asks more where histories are long, and begins anew only where that is clear', async () => {
  const manifest = join(order.data.publicCatalogue, 'manifest.json');
  const published = await readFile(manifest, 'utf8');
  const name = nameOf((await partMakers.moments(order)).part.query(1).id);
  const { items } = decodeBasis(await readFile(join(order.data.publicCatalogue, momentBasisPath(name))));
  const basisFor = async (titlesEach: number, lastBasis?: string) => {
    const others = {
      items: items.slice(1, 101),
      shares: items.slice(1, 101).map(() => (titlesEach - 0.9) / 100),
    };
    const known = {
      format: 1,
      reports: 1000,
      rounds: 1,
      noise: 0.1,
      items: [items[0]],
      shares: [0.9],
      others,
    };
    await writeFile(
      join(order.data.publicCatalogue, 'popularity-y.json'),
      JSON.stringify({ ...known, rising: [] }),
    );
    const file = { path: 'popularity-y.json', sha256: '0'.repeat(64), bytes: 1, brotliBytes: 1 };
    await writeFile(manifest, JSON.stringify({ ...JSON.parse(published), popularity: file }));
    const asked = { ...order, people: 15_000, minimumReports: 1000, lastBasis };
    const of = nameOf((await partMakers.moments(asked)).part.query(1).id);
    const { basis } = decodeBasis(await readFile(join(order.data.publicCatalogue, momentBasisPath(of))));
    return { name: of, head: basis.design.head };
  };
  try {
    const short = await basisFor(20);
    expect(short.head).toBe(128);
    const long = await basisFor(45, short.name);
    expect(long.head).toBe(256);
    expect((await basisFor(30, long.name)).name).toBe(long.name);
    expect((await basisFor(34, short.name)).name).toBe(short.name);
    expect((await basisFor(20, long.name)).head).toBe(128);
  } finally {
    await writeFile(manifest, published);
  }
});

it('takes titles that noise hides for watched as much as it hides, so that one known title is not everything', async () => {
  const manifest = join(order.data.publicCatalogue, 'manifest.json');
  const published = await readFile(manifest, 'utf8');
  const name = nameOf((await partMakers.moments(order)).part.query(1).id);
  const { items } = decodeBasis(await readFile(join(order.data.publicCatalogue, momentBasisPath(name))));
  const known = {
    format: 1,
    reports: 100,
    rounds: 1,
    noise: 0.1,
    items: [items[40]],
    shares: [0.9],
    rising: [],
  };
  await writeFile(join(order.data.publicCatalogue, 'popularity-x.json'), JSON.stringify(known));
  const file = { path: 'popularity-x.json', sha256: '0'.repeat(64), bytes: 1, brotliBytes: 1 };
  await writeFile(manifest, JSON.stringify({ ...JSON.parse(published), popularity: file }));
  try {
    const id = (await partMakers.moments(order)).part.query(1).id;
    const read = decodeBasis(await readFile(join(order.data.publicCatalogue, momentBasisPath(nameOf(id)))));
    expect(read.popularity).toBe('people');
    expect(read.items[0]).toBe(items[40]);
    const [first, second] = read.basis.popularity;
    expect(first / second).toBeCloseTo(9, 0);
    expect(first).toBeLessThan(0.1);
  } finally {
    await writeFile(manifest, published);
  }
});

it('asks beside the model what ways of mixing the published strategies do, and leaves the model its four fifths', async () => {
  const parts = [await partMakers.moments(order), await partMakers.fusion(order)];
  const bundle = epochBundle(
    parts.map(({ part }) => part),
    { epoch: '2026-w48', expiry: 1, minimumReports: 50, dropout: 0.1 },
  );
  expect(() => checkBundle(bundle)).not.toThrow();
  const [model, fusion] = bundle.queries;
  expect(queryKind(fusion, bundle)?.family).toBe('fusion');
  expect(model.clipShare ** 2).toBeCloseTo(0.8, 5);
  const tried = await readWeightings(order.data.publicCatalogue, nameOf(fusion.id));
  // No model is published: only what needs none.
  expect(tried?.members).toEqual(['content', 'context']);
  expect(fusion.dimension).toBe((tried?.weightings.length ?? 0) - 1);
  expect((await partMakers.fusion(order)).part.query(1).id).toBe(fusion.id);
});

it('asks for clusters and reports beside them, where somebody wants to know', async () => {
  const made = [];
  for (const family of ['moments', 'popularity', 'clusters', 'reports'] as const)
    made.push(await partMakers[family](order));
  const bundle = epochBundle(
    made.map(({ part }) => part),
    { epoch: '2026-w48', expiry: 1, minimumReports: 1000, dropout: 0.1 },
  );
  expect(() => checkBundle(bundle)).not.toThrow();
  expect(bundle.queries.map((query) => queryKind(query, bundle)?.family)).toEqual([
    'moments',
    'popularity',
    'clusters',
    'reports',
  ]);
  expect(bundle.queries[0].clipShare ** 2).toBeCloseTo(0.8, 5);
  await expect(partMakers.clusters({ ...order, clustersAgain: true })).rejects.toMatchObject({
    code: 'bundle/no-first-iteration',
  });
});
