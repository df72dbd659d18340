import { createHash, randomBytes } from 'node:crypto';
import { type Catalogue, openCatalogue } from '@parlour/catalogue';
import { encodeColumns } from '@parlour/catalogue/publish';
import {
  addPersonMoment,
  draftMomentModel,
  fitMomentModel,
  manifestOfDraft,
  momentBasis,
  momentDimension,
  privatePopularity,
  sealedPart,
  sealMomentModel,
} from '@parlour/model/moments';
import { plantedFeatures } from '@parlour/model/planted-features';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { type History, rankingOf, type Strategy } from '@parlour/recommend';
import { type CatalogueManifest, type MomentOrigin, ParlourError } from '@parlour/wire';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { keptFiles } from '../kept-files.ts';
import type { KeptModels } from '../kept-models.ts';
import { items } from './brain-for-tests.ts';
import { chosenStrategies } from './chosen-strategies.ts';
import { learnedModels, type LearnedModels } from './learned-models.ts';
import { newestLearned } from './newest-learned.ts';
import { loadPublicCatalogue } from './public-catalogue.ts';

const [size, themes] = [60, 6];
const titles = items(size);
const catalogue: Catalogue = openCatalogue(encodeColumns(titles));
const rowOf = (item: number) => catalogue.rowOf(titles[item].id);
const seed = new Uint8Array(randomBytes(32));

const popularity = privatePopularity(Float64Array.from({ length: size }, (_, item) => size / (1 + item)));
const basis = momentBasis(plantedFeatures(size, themes), popularity, { head: 6, content: 8 });
/** Everybody watches items of one remainder; with `isBroken`, the model is turned over. */
function modelOf(isBroken: boolean) {
  const triangle = new Float64Array(momentDimension(14));
  for (let person = 0; person < 300; person++)
    addPersonMoment(
      triangle,
      basis,
      [0, 1, 2, 3, 4].map((step) => (person % themes) + themes * ((person + step * step) % 10)),
    );
  const model = fitMomentModel(basis, { triangle: triangle.map((value) => value / 300), noise: 0 });
  return isBroken ? { ...model, factors: model.factors.map((value, at) => value * Math.cos(at)) } : model;
}

interface Made {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sha256: string;
}

async function sealed(change: Partial<MomentOrigin> = {}, isBroken = false, key = seed): Promise<Made> {
  const draft = await draftMomentModel(
    modelOf(isBroken),
    titles.map(({ id }) => id),
    {
      basis: 'ab'.repeat(16),
      design: { head: 6, content: 8 },
      parents: [],
      bundles: ['cd'.repeat(32)],
      cohorts: [{ round: 'ef'.repeat(32), epoch: '2026-w48', reports: 300 }],
      reports: 300,
      noise: 0.01,
      epsilon: { one: 1.01, delta: 1e-5 },
      quality: {},
      ...change,
    },
  );
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  const bytes = sealMomentModel(draft, {
    key: hex(await nodeSuite.ed25519Public(key)),
    signature: hex(await nodeSuite.sign(key, await sealedPart(manifestOfDraft(draft)))),
  });
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** What the browser's cache is in a browser. */
function keptHere(): KeptModels {
  const held: { name: string; bytes: Uint8Array<ArrayBuffer> }[] = [];
  return {
    all: () => Promise.resolve(held.toReversed()),
    keep(name, bytes) {
      const at = held.findIndex((one) => one.name === name);
      if (at >= 0) held.splice(at, 1);
      held.push({ name, bytes });
      return Promise.resolve();
    },
  };
}

let kept: KeptModels;
beforeEach(() => {
  kept = keptHere();
});
const visit = ({ bytes, sha256 }: Made) =>
  learnedModels(
    { file: () => Promise.resolve(bytes) },
    { moments: { path: 'moments.bin', sha256, bytes: bytes.length, brotliBytes: 1 } },
    catalogue,
    kept,
  );
const namesOf = ({ models }: LearnedModels) => models.map(({ name }) => name);

const history = (watched: readonly number[]): History =>
  watched.map((item, at) => ({ row: rowOf(item), at, weight: 1 }));
const long = history([
  ...Array.from({ length: 10 }, (_, step) => 2 + themes * ((step * 3) % 10)),
  ...Array.from({ length: 8 }, (_, step) => 3 + themes * step),
]);

describe('what was learned from everybody', () => {
  it('is opened where it is whole and signed, and what was before it is kept', async () => {
    const [first, second] = [await sealed(), await sealed({ reports: 301 })];
    expect(namesOf(await visit(first))).toEqual([first.sha256]);
    const both = await visit(second);
    expect(namesOf(both)).toEqual([second.sha256, first.sha256]);
    expect(both.models.map(({ isPublished }) => isPublished)).toEqual([true, false]);
    expect(both.why).toBeUndefined();
  });

  it('is refused where it is not, and what was good before is used', async () => {
    const good = await sealed();
    await visit(good);
    const cut = { ...(await sealed({ reports: 302 })) };
    const stranger = await sealed({}, false, new Uint8Array(randomBytes(32)));
    for (const [made, why] of [
      [{ ...cut, bytes: cut.bytes.slice(0, -8) }, 'model/tensors-damaged'],
      [
        { ...cut, bytes: cut.bytes.map((byte, at) => (at === cut.bytes.length - 5 ? byte ^ 64 : byte)) },
        'model/tensors-damaged',
      ],
      [stranger, 'model/another-key'],
    ] as const) {
      const found = await visit(made);
      expect(found.why).toBe(why);
      expect(namesOf(found)).toEqual([good.sha256]);
    }
    const gone = new ParlourError('catalogue/unreachable', { message: '.', meaning: '.', mend: '.' });
    const file = { path: 'm', sha256: '0'.repeat(64), bytes: 1, brotliBytes: 1 };
    const offline = await learnedModels(
      { file: () => Promise.reject(gone) },
      { moments: file },
      catalogue,
      kept,
    );
    expect(offline).toMatchObject({ why: 'catalogue/unreachable', models: [{ name: good.sha256 }] });
  });

  it('is gone back from where the operator goes back, and used no more once nothing is published', async () => {
    const first = await sealed();
    const second = await sealed({ parents: [first.sha256], reports: 301 });
    await visit(first);
    await visit(second);
    expect(namesOf(await visit(first))).toEqual([first.sha256]);
    expect(await learnedModels({ file: () => Promise.reject(new Error()) }, {}, catalogue, kept)).toEqual({
      models: [],
      why: undefined,
    });
  });
});

describe('a person’s lists', () => {
  const published = async (...made: Made[]) => {
    let together: LearnedModels = { models: [], why: undefined };
    for (const one of made) together = await visit(one);
    return { strategies: [] as Strategy[], missing: [], together };
  };

  it('are made with the newest, unless this device finds its person’s titles clearly better with what it had', async () => {
    const good = await sealed();
    const broken = await sealed({ reports: 301 }, true);
    const found = await published(good, broken);
    const { standing, strategies } = chosenStrategies(found, long, size);
    expect(standing?.uses).toMatchObject({ name: good.sha256 });
    expect(standing?.newest.name).toBe(broken.sha256);
    expect(strategies).toHaveLength(1);
    const { hits = 0, hitsOfNewest = 0, cases } = standing?.quality ?? {};
    expect(cases).toBe(15);
    expect(hits).toBeGreaterThan(hitsOfNewest);
    // Of somebody who has watched little, nothing speaks against the newest.
    expect(chosenStrategies(found, long.slice(0, 4), size).standing?.uses).toMatchObject({
      name: broken.sha256,
    });
    const better = await published(broken, good);
    expect(chosenStrategies(better, long, size).standing?.uses).toMatchObject({ name: good.sha256 });
  });

  it('are made with what others use, also on a new device, where a model on trial is clearly worse', async () => {
    const [good, broken] = [await sealed(), await sealed({ reports: 301 }, true)];
    const named = (path: string, sha256: string) => ({ path, sha256, bytes: 1, brotliBytes: 1 });
    const manifest: CatalogueManifest = {
      format: 1,
      version: 'test',
      publishedAt: 0,
      items: size,
      columns: named('columns', '0'.repeat(64)),
      moments: named('good', good.sha256),
      canaries: [
        { model: 'moments', experiment: '1'.repeat(32), share: 0.5, file: named('broken', broken.sha256) },
      ],
    };
    const bytes = { columns: encodeColumns(titles), good: good.bytes, broken: broken.bytes };
    const no = () => Promise.reject(new Error('nothing of the kind'));
    const house = await loadPublicCatalogue(
      {
        manifest: () => Promise.resolve(manifest),
        file: ({ path }) => Promise.resolve(bytes[path as keyof typeof bytes]),
        headList: no,
        momentBasis: no,
        clusterCentroids: no,
        fusionWeightings: no,
      },
      keptFiles(),
      kept,
    );
    await house.tryBy(() => Promise.resolve('candidate'));
    const found = await house.strategies();
    expect(namesOf(found.together)).toEqual([broken.sha256, good.sha256]);
    const { standing, wentBack } = chosenStrategies(found, long, size);
    expect(standing?.uses).toMatchObject({ name: good.sha256 });
    expect(wentBack).toEqual(['moments']);
    await house.tryBy(() => Promise.resolve('current'));
    expect(chosenStrategies(await house.strategies(), long, size).wentBack).toEqual([]);
  });

  it('are made with public ratings, where there are any, unless this is clearly better', async () => {
    const rows = Int32Array.from({ length: size }, (_, row) => row);
    const popular = {
      name: 'collaborative',
      prepare: () => ({
        rank: () =>
          rankingOf(
            rows,
            () => 1,
            () => [],
          ),
      }),
    } satisfies Strategy;
    const found = { ...(await published(await sealed())), strategies: [popular] };
    expect(chosenStrategies(found, [], size).standing?.uses).toBe('public-ratings');
    expect(chosenStrategies(found, [], size).strategies).toEqual([popular]);
    expect(chosenStrategies(found, long, size).standing?.uses).toMatchObject({ isPublished: true });
  });

  it('say what is missing where nothing else stands in, and are made with what people here watch, where that is known', async () => {
    const cut = await sealed();
    const found = await published({ ...cut, bytes: cut.bytes.slice(0, -8) });
    const popular: Strategy = {
      name: 'collaborative',
      prepare: () => ({
        rank: () => ({ rows: new Int32Array(), scores: new Float32Array(), evidence: () => [] }),
      }),
    };
    const { strategies, missing, isByPopularity } = chosenStrategies({ ...found, popular }, long, size);
    expect(strategies).toEqual([popular]);
    expect(missing).toHaveLength(1);
    expect(isByPopularity).toBe(true);
    const learned = await published(await sealed());
    expect(chosenStrategies({ ...learned, popular }, long, size).strategies).not.toContain(popular);
    expect(chosenStrategies(found, long, size)).toEqual({
      strategies: [],
      missing: [{ strategy: 'collaborative', why: 'model/tensors-damaged' }],
      standing: undefined,
      isByPopularity: false,
      wentBack: [],
    });
  });

  it('are made with what people here watch again, where the first model is clearly worse than that', async () => {
    // Whatever the person watches is what everybody watches.
    const order = long.map(({ row }) => row);
    const popular: Strategy = {
      name: 'collaborative',
      isAlikeForAll: true,
      prepare: () => ({
        rank: (allowed) => {
          const rows = Int32Array.from(order.filter((row) => allowed[row] === 1));
          return { rows, scores: new Float32Array(rows.length).fill(1), evidence: () => [] };
        },
        scoreWithout: () => 1,
      }),
    };
    const broken = { ...(await published(await sealed({}, true))), popular };
    const { strategies, standing, isByPopularity, wentBack } = chosenStrategies(broken, long, size);
    expect(strategies).toEqual([popular]);
    expect([standing?.uses, isByPopularity, wentBack]).toEqual(['watched-here', true, []]);
    const { hits = 0, hitsOfNewest = 0 } = standing?.quality ?? {};
    expect(hits).toBeGreaterThan(hitsOfNewest);
    // On trial, that is having gone back.
    const arms = [
      { model: 'moments' as const, experiment: '1'.repeat(32), share: 0.5, arm: 'candidate' as const },
    ];
    const onTrial = { ...broken, together: { ...broken.together, arms } };
    expect(chosenStrategies(onTrial, long, size).wentBack).toEqual(['moments']);
    // Of somebody who has watched little, nothing speaks against the model.
    expect(chosenStrategies(broken, long.slice(0, 4), size).isByPopularity).toBe(false);
  });

  it('have what was learned since from the next request on, and are never made of two', async () => {
    const [first, second] = [await published(await sealed()), await visit(await sealed({ reports: 301 }))];
    let now = 0;
    const looks: (() => void)[] = [];
    const ask = newestLearned(
      () => Promise.resolve(first),
      () => new Promise<LearnedModels>((resolve) => looks.push(() => resolve(second))),
      () => now,
    );
    expect(await ask()).toBe(first);
    expect(looks).toHaveLength(0);
    now = 1_800_000;
    expect(await ask()).toBe(first);
    expect(await ask()).toBe(first);
    expect(looks).toHaveLength(1);
    looks[0]();
    await vi.waitUntil(async () => (await ask()).together === second);
    // The same object for as long as nothing is new: whoever has made an engine of it need not make another.
    expect(await ask()).toBe(await ask());
  });
});
