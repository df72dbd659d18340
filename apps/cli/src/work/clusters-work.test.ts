import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '@parlour/model';
import type { ClusterSum } from '@parlour/private-aggregation/queries';
import { CatalogueManifest, PublishedClusters } from '@parlour/wire';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeFirstCentroids, writeSecondCentroids } from '../bundle/cluster-centroids-file.ts';
import type { WrittenCentroids } from '../bundle/clusters-part.ts';
import { publishStarter } from '../catalogue/publish-starter.ts';
import { type DataFolder, openDataFolder } from '../data-folder.ts';
import { operatorWork } from './operator-work.ts';

let root: string;
let data: DataFolder;
let written: WrittenCentroids;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'parlour-clusters-work-'));
  data = await openDataFolder(root);
  await publishStarter(data);
  written = await writeFirstCentroids(data.publicCatalogue, { clusters: 6, axes: 8 });
}, 120_000);
afterAll(() => rm(root, { recursive: true, force: true }));

const sign = (text: string) =>
  Promise.resolve({ text, sha256: 'a'.repeat(64), key: 'b'.repeat(64), signature: 'c'.repeat(128) });

/** A sum in which so many people are at each centroid, with a noise of about two people. */
function sumOf(people: readonly number[]): ClusterSum {
  const { clusters, axes } = written.centroids;
  const random = seededRandom(3);
  const slots = Float64Array.from({ length: clusters.length * (1 + axes.length) }, (_, i) => {
    const at = Math.floor(i / (1 + axes.length));
    const each = [1, ...clusters[at].centroid][i % (1 + axes.length)];
    return people[at] * each + 4 * (random() - 0.5);
  });
  return { slots, reports: 500, noiseVariance: (2 * 50) ** 2 / 500, integers: 50 };
}
const done = (people: readonly number[], centroids = written.name) =>
  operatorWork(data).clusters(
    { centroids, epoch: '2026-w48', rounds: ['f'.repeat(64)], sums: [sumOf(people)] },
    sign,
  );

it('makes of sums a file of all clusters that are large enough, which the next publishing brings to everybody', async () => {
  const made = await done([200, 150, 80, 20, 20, 30]);
  expect(made).toMatchObject({ kind: 'clusters', origin: { rounds: ['f'.repeat(64)] } });
  const served = { kind: 'clusters', promoted: made?.sha256, canary: undefined } as const;
  await operatorWork(data).publish(served, () => undefined);
  const read = (path: string) => readFile(join(data.publicCatalogue, path), 'utf8');
  const manifest = v.parse(CatalogueManifest, JSON.parse(await read('manifest.json')));
  const text = await read(manifest.clusters?.path ?? '');
  const published = v.parse(PublishedClusters, JSON.parse((JSON.parse(text) as { text: string }).text));
  expect(published).toMatchObject({ centroids: written.name, iteration: 1, reports: 500, rounds: 1 });
  expect(published.clusters.map(({ atLeast }) => atLeast)).toEqual(
    published.clusters.map(({ atLeast }) => atLeast).toSorted((a, b) => b - a),
  );
  expect(published.clusters.length).toBeGreaterThanOrEqual(2);
  expect(published.clusters.length).toBeLessThan(6);
  for (const { feed, genres } of published.clusters) {
    expect(feed.length).toBeGreaterThan(20);
    expect(genres.length).toBeGreaterThan(0);
  }

  const again = await writeSecondCentroids(data.publicCatalogue);
  expect(again.name).not.toBe(written.name);
  expect(again.centroids.iteration).toBe(2);
  expect(again.centroids.clusters.map(({ id }) => id)).toEqual(
    written.centroids.clusters.map(({ id }) => id),
  );
  const [largest] = published.clusters;
  expect(again.centroids.clusters.find(({ id }) => id === largest.id)?.centroid).toEqual(largest.centroid);
}, 120_000);

it('has no second iteration without a first', async () => {
  const other = await openDataFolder(join(root, 'other'));
  await publishStarter(other);
  await expect(writeSecondCentroids(other.publicCatalogue)).rejects.toMatchObject({
    code: 'bundle/no-first-iteration',
  });
}, 120_000);

it('makes nothing where nobody is sure to be fifty, nor over centroids that are not there', async () => {
  expect(await done([10, 10, 5, 5, 10, 5])).toBeUndefined();
  expect(await done([200, 150, 80, 20, 20, 30], '0'.repeat(32))).toBeUndefined();
});
