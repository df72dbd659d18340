import { createHash } from 'node:crypto';
import type { CatalogueManifest, PublicFile, PublishedClusters } from '@parlour/wire';
import { canonicalJson, signPublicFile } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { type ClusterSpace, clusterSpace, describeCluster, startClusters } from '@parlour/recommend';
import {
  defaultOptions,
  encodeCollaborativeModel,
  interactionsOf,
  trainCollaborative,
} from '@parlour/model/collaborative';
import { beforeAll, describe, expect, it } from 'vitest';
import type { KeptFiles } from '../kept-files.ts';
import { film, filesOf, items } from './brain-for-tests.ts';
import { openEngine } from './open-engine.ts';
import { loadPublicCatalogue, type PublicCatalogue } from './public-catalogue.ts';
import { clustersView } from './together/clusters-view.ts';

const seed = new Uint8Array(32).fill(5);
const keepsNothing: KeptFiles = {
  read: () => Promise.resolve(undefined),
  keep: () => Promise.resolve(),
  stop: () => undefined,
};
const all = items();
let plain: PublicCatalogue;
let published: PublishedClusters;
let signed: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  plain = await loadPublicCatalogue(filesOf(all), keepsNothing);
  const space = await plain.space();
  const start = startClusters(space, plain.popularity(), { clusters: 6, axes: 8 });
  const axes = clusterSpace(start, space.features) as ClusterSpace;
  published = {
    format: 1,
    centroids: 'a'.repeat(32),
    iteration: 1,
    features: start.features,
    axes: start.axes,
    offsets: start.offsets,
    reports: 1000,
    rounds: 2,
    noise: 6.1,
    clusters: start.clusters.map(({ id, centroid }) => ({
      id,
      centroid,
      atLeast: 100,
      ...describeCluster(plain.catalogue, axes, plain.popularity(), centroid),
    })),
  };
  signed = bytesOf(await signPublicFile(nodeSuite, 'clusters', canonicalJson(published), seed));
});

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const collaborativeModel = () => {
  const people = Array.from({ length: 60 }, (_, person) =>
    Array.from({ length: 6 }, (__, i) => ({ row: (person % 6) + 6 * ((person + i) % 30), at: i })),
  );
  const { catalogue } = plain;
  return encodeCollaborativeModel(
    trainCollaborative(
      interactionsOf(catalogue.size, people),
      { idOf: (row) => catalogue.id(row), name: 'test' },
      defaultOptions,
    ),
  );
};

/** The same house with a file of clusters in its manifest. */
function house(clusters: Uint8Array<ArrayBuffer>, collaborative?: Uint8Array<ArrayBuffer>) {
  const asked: PublicFile[] = [];
  const files = filesOf(all, { collaborative });
  const sha256 = createHash('sha256').update(clusters).digest('hex');
  const file: PublicFile = { path: 'clusters', sha256, bytes: clusters.length, brotliBytes: 0 };
  return {
    asked,
    made: loadPublicCatalogue(
      {
        ...files,
        manifest: async (): Promise<CatalogueManifest> => ({ ...(await files.manifest()), clusters: file }),
        file: (one) => {
          asked.push(one);
          return one.path === 'clusters' ? Promise.resolve(clusters) : files.file(one);
        },
      },
      keepsNothing,
    ),
  };
}
/** Films of one genre. */
const watchedOf = (genre: number) => [0, 1, 2].map((i) => ({ item: film(genre + 6 * i), at: i }));

describe('clusters on a device', () => {
  it('are one file, the same whoever asks, and the own one is found out here', async () => {
    const { asked, made } = house(signed);
    const opened = await made;
    const here = await opened.clusters();
    expect(asked.filter(({ path }) => path === 'clusters')).toHaveLength(1);
    const views = [0, 3].map((genre) => clustersView(here, opened, watchedOf(genre), null));
    for (const [place, genre] of [
      [0, 'Crime'],
      [1, 'Horror'],
    ] as const) {
      const view = views[place];
      const own = view?.clusters.find(({ id }) => id === view.own);
      expect(own?.genres).toContain(genre);
      expect(view?.cards).toHaveLength(5);
      expect(view?.cards[0].genres).toContain(genre);
    }
    expect(asked.filter(({ path }) => path === 'clusters')).toHaveLength(1);
    expect(clustersView(here, opened, [], null)?.own).toBeUndefined();
  });

  it('that somebody else has signed are not shown to who knows the aggregator', async () => {
    const opened = await house(signed).made;
    const here = await opened.clusters();
    expect(clustersView(here, opened, watchedOf(0), here?.key ?? '')).toBeDefined();
    expect(clustersView(here, opened, watchedOf(0), '0'.repeat(64))).toBeUndefined();
  });

  it('that are damaged, not as they were signed, or of other features cost nothing but themselves', async () => {
    const envelope = JSON.parse(new TextDecoder().decode(signed)) as { text: string };
    const other = await signPublicFile(
      nodeSuite,
      'clusters',
      canonicalJson({ ...published, features: 0 }),
      seed,
    );
    for (const bytes of [
      new TextEncoder().encode('{'),
      bytesOf({ ...envelope, text: envelope.text.replace('"reports":1000', '"reports":9000') }),
      bytesOf(other),
    ]) {
      const opened = await house(bytes).made;
      expect(await opened.clusters()).toBeUndefined();
      expect((await opened.strategies()).missing).toEqual([]);
    }
  });

  it('lean the list towards what the own one likes, and say so', async () => {
    const opened = await house(signed, collaborativeModel()).made;
    const engine = await openEngine(opened, () => Date.UTC(2026, 10, 20));
    engine.setHistory([{ id: 'a', kind: 'completion', item: film(3), at: 1, source: 'viewer' }]);
    const { entries } = engine.recommend({ count: 60 });
    const told = entries.flatMap(({ reasons }) => reasons).filter(({ type }) => type === 'cluster');
    expect(told.length).toBeGreaterThan(0);
    const own = clustersView(await opened.clusters(), opened, [{ item: film(3), at: 1 }], null)?.own;
    expect(new Set(told.flatMap(({ path }) => path))).toEqual(new Set([own]));
  });
});
