// What a device asks the server for is the same whatever arm is its person's: over real models, and over files that a server
// spoils on purpose.
import 'fake-indexeddb/auto';
import { openCatalogue } from '@parlour/catalogue';
import { encodeColumns } from '@parlour/catalogue/publish';
import {
  defaultOptions,
  encodeCollaborativeModel,
  interactionsOf,
  trainCollaborative,
} from '@parlour/model/collaborative';
import { encodeFusion, startingWeights } from '@parlour/recommend';
import type { CatalogueManifest } from '@parlour/wire';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PublicFiles } from '../../public-files.ts';
import { keptFiles } from '../../kept-files.ts';
import { film, items } from '../brain-for-tests.ts';
import { loadPublicCatalogue } from '../public-catalogue.ts';

const all = items();
const columns = encodeColumns(all);
const catalogue = openCatalogue(columns);
/** Whoever watches one genre watches another after it. */
const modelOf = (after: number): Uint8Array<ArrayBuffer> =>
  encodeCollaborativeModel(
    trainCollaborative(
      interactionsOf(
        catalogue.size,
        Array.from({ length: 200 }, (_, person) =>
          [2, after, after].map((genre, at) => ({
            row: catalogue.rowOf(film(6 * ((person + 7 * at) % 30) + genre)),
            at,
          })),
        ),
      ),
      { idOf: (row) => catalogue.id(row), name: 'test' },
      defaultOptions,
    ),
  );
const [current, candidate] = [modelOf(3), modelOf(4)];
const fusion = encodeFusion(
  {
    weights: startingWeights,
    member: 'content',
    trust: 1,
    cases: 100,
    memberNdcg: 0.1,
    ndcg: 0.11,
    gain: 0.01,
    gainSe: 0.005,
  },
  'test',
);

const named = (path: string) => ({ path, sha256: path.padEnd(64, '0'), bytes: 1, brotliBytes: 1 });
const manifest: CatalogueManifest = {
  format: 1,
  version: 'test',
  publishedAt: 0,
  items: all.length,
  columns: named('columns'),
  collaborative: named('current'),
  canaries: [
    { model: 'collaborative', experiment: '1'.repeat(32), share: 0.5, file: named('candidate') },
    { model: 'fusion', experiment: '2'.repeat(32), share: 0.5, file: named('fusion') },
    { model: 'moments', experiment: '3'.repeat(32), share: 0.5, file: named('moments') },
  ],
};

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 30) }));
afterEach(() => vi.useRealTimers());

/** The paths that are asked for by a visit and a long stay, in their order. */
async function asked(
  arm: 'current' | 'candidate',
  bytes: Readonly<Record<string, Uint8Array<ArrayBuffer>>>,
): Promise<string[]> {
  const paths: string[] = [];
  const no = () => Promise.reject(new Error('nothing of the kind'));
  let published = manifest;
  const files: PublicFiles = {
    manifest: () => {
      paths.push('manifest');
      return Promise.resolve(published);
    },
    file: ({ path }) => {
      paths.push(path);
      return path in bytes ? Promise.resolve(bytes[path]) : Promise.reject(new Error(`no ${path}`));
    },
    headList: no,
    momentBasis: no,
    clusterCentroids: no,
    fusionWeightings: no,
  };
  const house = await loadPublicCatalogue(files, keptFiles());
  await house.tryBy(() => Promise.resolve(arm));
  const { arms } = await house.strategies();
  expect(arms.map((one) => one.arm)).toEqual([arm, arm]);
  await house.mixture();
  // Long enough for everything that is tried again, and for a look at what is new.
  for (let hours = 0; hours < 3; hours += 1) {
    if (hours === 1)
      published = {
        ...manifest,
        canaries: [{ model: 'moments', experiment: '4'.repeat(32), share: 0.5, file: named('newer') }],
      };
    vi.setSystemTime(Date.now() + 3_600_000);
    await house.strategies();
    await settled(paths);
  }
  return paths;
}

/** Once nothing more is asked for in the background. */
async function settled(paths: readonly string[]): Promise<void> {
  for (let quiet = 0, seen = paths.length; quiet < 50; quiet += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    if (paths.length > seen) [quiet, seen] = [0, paths.length];
  }
}

const nothing = new Uint8Array(9);
it.each([
  ['whole', { columns, current, candidate, fusion, moments: nothing, newer: nothing }],
  [
    'spoilt where one arm uses it',
    { columns, current, candidate: nothing, fusion: nothing, moments: nothing, newer: nothing },
  ],
  ['missing where one arm uses it', { columns, current }],
])('is the same in both arms where files are %s', async (_, bytes) => {
  const [one, other] = [await asked('current', bytes), await asked('candidate', bytes)];
  expect(other).toEqual(one);
  for (const path of ['current', 'candidate', 'fusion', 'moments', 'newer']) expect(one).toContain(path);
});
