// A model on trial that is clearly worse for a person is set aside on their device, whatever kind it is of: by the whole brain, with the
// models of all strategies and the vault.
import 'fake-indexeddb/auto';
import { openCatalogue } from '@parlour/catalogue';
import { encodeColumns } from '@parlour/catalogue/publish';
import {
  defaultOptions,
  encodeCollaborativeModel,
  interactionsOf,
  trainCollaborative,
} from '@parlour/model/collaborative';
import { encodeFusion, type FusionWeights } from '@parlour/recommend';
import type { CatalogueManifest } from '@parlour/wire';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BrainApi } from '../brain-api/index.ts';
import type { PublicFiles } from '../public-files.ts';
import { film, items, passphrase, testPlatform } from './brain-for-tests.ts';
import { createBrain } from './create-brain.ts';

const all = items();
const columns = encodeColumns(all);
const catalogue = openCatalogue(columns);
/** What is watched after a western: every seventh musical from there on, or every `step`th. */
const chain = (start: number, step = 7): string[] =>
  [0, 1, 2, 3, 4, 5, 6].map((at) => film(6 * ((start + step * at) % 30) + (at === 0 ? 2 : 4)));
const modelOf = (step: number): Uint8Array<ArrayBuffer> =>
  encodeCollaborativeModel(
    trainCollaborative(
      interactionsOf(
        catalogue.size,
        Array.from({ length: 300 }, (_, person) =>
          chain(person % 30, step).map((item, at) => ({ row: catalogue.rowOf(item), at })),
        ),
      ),
      { idOf: (row) => catalogue.id(row), name: 'test' },
      { ...defaultOptions, follows: { ...defaultOptions.follows, ridge: 10 } },
    ),
  );
const mixOf = (weights: FusionWeights): Uint8Array<ArrayBuffer> => {
  const measured = { trust: 1, cases: 100, memberNdcg: 0.1, ndcg: 0.11, gain: 0.01, gainSe: 0.005 };
  return encodeFusion({ weights, member: 'content', ...measured }, 'test');
};
const files = {
  columns,
  good: modelOf(7),
  bad: modelOf(11),
  byOthers: mixOf({ collaborative: 0.98, content: 0.01, graph: 0, context: 0.01 }),
  byMoment: mixOf({ collaborative: 0, content: 0, graph: 0, context: 1 }),
  spoilt: new Uint8Array(9),
};
type Name = keyof typeof files;

interface Published {
  readonly collaborative: Name;
  readonly fusion?: Name;
  /** What is tried by all but one in a million. */
  readonly tried?: readonly ['collaborative' | 'fusion', Name];
}

let brain: BrainApi;
const platform = () => ({ vaultPlatform: testPlatform() });
const served = ({ collaborative, fusion, tried }: Published): PublicFiles => {
  const named = (name: Name) => ({ path: name, sha256: name.padEnd(64, '0'), bytes: 1, brotliBytes: 1 });
  const manifest: CatalogueManifest = {
    format: 1,
    version: 'test',
    publishedAt: 0,
    items: all.length,
    columns: named('columns'),
    collaborative: named(collaborative),
    ...(fusion && { fusion: named(fusion) }),
    ...(tried && {
      canaries: [{ model: tried[0], experiment: 'ab'.repeat(16), share: 0.999999, file: named(tried[1]) }],
    }),
  };
  const no = () => Promise.reject(new Error('nothing of the kind'));
  return {
    manifest: () => Promise.resolve(manifest),
    file: ({ path }) => Promise.resolve(files[path as Name]),
    headList: no,
    momentBasis: no,
    clusterCentroids: no,
    fusionWeightings: no,
  };
};

/** Somebody new, who has watched so many titles. */
async function person(published: Published, titles = 28): Promise<void> {
  globalThis.indexedDB = new IDBFactory();
  brain = createBrain({ files: served(published), ...platform() });
  await brain.start();
  await brain.createVault(passphrase);
  for (const item of [0, 3, 10, 17].flatMap((start) => chain(start)).slice(0, titles)) {
    vi.setSystemTime(Date.now() + 60_000);
    await brain.feedback(item, 'completion');
  }
  vi.setSystemTime(Date.now() + 60_000);
}
const list = async (): Promise<string[]> =>
  (await brain.recommend({ count: 10 })).entries.map(({ card }) => card.id);
const trial = async () => (await brain.together()).trials[0];
const collaborativeShare = async () => (await brain.device()).mixture.weights.collaborative;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 30) });
});
afterEach(async () => {
  await brain.lock();
  vi.useRealTimers();
});

describe('a collaborative model on trial', () => {
  it('is set aside where it is clearly worse for a person, who gets the lists of everybody else', async () => {
    await person({ collaborative: 'good' });
    const lists = await list();
    await brain.lock();
    await person({ collaborative: 'good', tried: ['collaborative', 'bad'] });
    expect(await list()).toEqual(lists);
    expect(await trial()).toMatchObject({ arm: 'candidate', wentBack: true, noted: { visits: 1 } });
  });

  it('is used where it is better, or where little speaks against it', async () => {
    await person({ collaborative: 'bad', tried: ['collaborative', 'good'] });
    await list();
    expect(await trial()).toMatchObject({ arm: 'candidate', wentBack: false });
    await brain.lock();
    await person({ collaborative: 'good', tried: ['collaborative', 'bad'] }, 8);
    await list();
    expect(await trial()).toMatchObject({ arm: 'candidate', wentBack: false });
  });

  it('leaves what others use in its place where it is of no use, and nothing is missing', async () => {
    await person({ collaborative: 'good', tried: ['collaborative', 'spoilt'] });
    const { missing } = await brain.recommend({ count: 10 });
    expect(missing.map(({ strategy }) => strategy)).not.toContain('collaborative');
    expect((await trial()).wentBack).toBe(true);
  });
});

describe('a way of mixing', () => {
  it('on trial is set aside where it is clearly worse for a person, from the second list on', async () => {
    await person({ collaborative: 'good', fusion: 'byOthers', tried: ['fusion', 'byMoment'] });
    await list();
    await vi.waitUntil(async () => (await trial()).wentBack, { timeout: 30_000 });
    expect(await collaborativeShare()).toBeGreaterThan(0.5);
    const lists = await list();
    await brain.lock();
    await person({ collaborative: 'good', fusion: 'byOthers' });
    expect(lists).toEqual(await list());
  });

  it('that everybody has is set aside for what Parlour comes with', async () => {
    await person({ collaborative: 'good', fusion: 'byMoment' });
    await list();
    await vi.waitUntil(async () => (await brain.device()).mixture.start === 'parlour', { timeout: 30_000 });
    expect(await collaborativeShare()).toBeCloseTo(0.35, 2);
  });

  it('is used where it is no worse', async () => {
    await person({ collaborative: 'good', fusion: 'byMoment', tried: ['fusion', 'byOthers'] });
    await list();
    // It is tried on the person's history a task at a time; lists of that long come after it.
    for (let task = 0; task < 50; task += 1) await new Promise((resolve) => setTimeout(resolve, 0));
    await list();
    expect((await trial()).wentBack).toBe(false);
    expect(await collaborativeShare()).toBeGreaterThan(0.9);
  });

  it('on trial that is of no use leaves what others use', async () => {
    await person({ collaborative: 'good', fusion: 'byOthers', tried: ['fusion', 'spoilt'] });
    expect(await collaborativeShare()).toBeGreaterThan(0.9);
    expect((await brain.device()).mixture.startProblem).toBe('model/damaged-fusion');
  });
});
