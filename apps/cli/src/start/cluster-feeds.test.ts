import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signPublicFile } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { ClusterFeedEntry } from '@parlour/wire';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeFirstCentroids } from '../bundle/cluster-centroids-file.ts';
import { publishStarter } from '../catalogue/publish-starter.ts';
import { type DataFolder, openDataFolder } from '../data-folder.ts';
import { operatorWork } from '../work/operator-work.ts';
import { clusterFeedsIn } from './cluster-feeds.ts';

let data: DataFolder;
beforeAll(async () => {
  data = await openDataFolder(await mkdtemp(join(tmpdir(), 'parlour-cluster-feeds-')));
  await publishStarter(data);
}, 120_000);
afterAll(() => rm(data.root, { recursive: true, force: true }));

const order = { count: 10, exclude: [], types: [], genres: [], platforms: [] };
let time = 0;

it('feeds come with the published clusters, by the engine of the devices, and are those of what is published now', async () => {
  const source = clusterFeedsIn(data.publicCatalogue, () => time);
  expect(await source.current()).toBeUndefined();
  await publishClusters(4);
  // What is published is looked for every few seconds.
  expect(await source.current()).toBeUndefined();
  time += 5_000;
  await source.current();
  await expect.poll(async () => (await source.current())?.clusters.size, { timeout: 60_000 }).toBe(4);
  const feeds = await source.current();
  for (const id of feeds?.clusters.keys() ?? []) {
    const entries = v.parse(v.array(ClusterFeedEntry), feeds?.feed(id, order));
    expect(entries).toHaveLength(10);
    const left = feeds?.feed(id, { ...order, exclude: [entries[0].item] }).map(({ item }) => item);
    expect(left).not.toContain(entries[0].item);
    expect(feeds?.feed(id, { ...order, mood: 'light', minutes: 100 })).toHaveLength(10);
  }
  const before = feeds?.version;

  await publishClusters(3);
  time += 5_000;
  await source.current();
  await expect.poll(async () => (await source.current())?.clusters.size, { timeout: 60_000 }).toBe(3);
  expect((await source.current())?.version).not.toBe(before);

  // What cannot be read leaves the feeds before it as they are.
  await writeFile(join(data.publicCatalogue, 'manifest.json'), '{');
  time += 5_000;
  expect((await source.current())?.clusters.size).toBe(3);
}, 120_000);

it('is nothing where nothing is published at all', async () => {
  expect(await clusterFeedsIn(join(data.root, 'nowhere')).current()).toBeUndefined();
});

/** As a released round would, of sums in which 200 people are at each centroid. */
async function publishClusters(count: number): Promise<void> {
  const { name, centroids } = await writeFirstCentroids(data.publicCatalogue, { clusters: count, axes: 6 });
  const slots = Float64Array.from(
    centroids.clusters.flatMap(({ centroid }) => [200, ...centroid.map((value) => 200 * value)]),
  );
  const work = operatorWork(data);
  const made = await work.clusters(
    {
      centroids: name,
      epoch: '2026-w48',
      rounds: [],
      sums: [{ slots, reports: 800, noiseVariance: 100, integers: 50 }],
    },
    (text) => signPublicFile(nodeSuite, 'clusters', text, new Uint8Array(32).fill(3)),
  );
  await work.publish({ kind: 'clusters', promoted: made?.sha256, canary: undefined }, () => undefined);
}
