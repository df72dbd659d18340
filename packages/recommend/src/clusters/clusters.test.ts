import { ClusterCentroids, PublishedClusters } from '@parlour/wire';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { partsFor } from '../engine/engine-for-tests.ts';
import { themes } from '../test-house.ts';
import { clusterChooser } from './cluster-chooser.ts';
import { along, type ClusterSpace, clusterSpace } from './cluster-space.ts';
import { decodeCentroids, decodeClusters } from './decode-clusters.ts';
import { describeCluster } from './describe-cluster.ts';
import { nextClusters } from './next-clusters.ts';
import { ownCluster } from './own-cluster.ts';
import { startClusters } from './start-clusters.ts';

const { catalogue, space, popularity } = partsFor();
const { features } = space;
const start = startClusters(space, popularity, { clusters: 6, axes: 8 });
const placed = clusterSpace(start, features) as ClusterSpace;
const centroids = start.clusters.map(({ centroid }) => centroid);
const rowsOf = (theme: number, count = 6) =>
  Array.from({ length: catalogue.size }, (_, row) => row)
    .filter((row) => catalogue.genres(row)[0] === themes[theme])
    .slice(0, count)
    .map((row) => ({ row, weight: 1 }));
const published = (change: Partial<PublishedClusters> = {}): PublishedClusters => ({
  format: 1,
  centroids: 'a'.repeat(32),
  iteration: 1,
  features: start.features,
  axes: start.axes,
  offsets: start.offsets,
  reports: 1000,
  rounds: 1,
  noise: 6,
  clusters: start.clusters.map(({ id, centroid }) => ({
    id,
    centroid,
    atLeast: 100,
    ...describeCluster(catalogue, placed, popularity, centroid),
  })),
  ...change,
});

describe('public clusters to begin with', () => {
  it('are a file of the public way, the same every time, and one for each kind of titles that there is', () => {
    v.parse(ClusterCentroids, start);
    expect(decodeCentroids(new TextEncoder().encode(JSON.stringify(start)))).toEqual(start);
    expect(startClusters(space, popularity, { clusters: 6, axes: 8 })).toEqual(start);
    const own = themes.map((_, theme) => ownCluster(placed, centroids, rowsOf(theme))?.cluster);
    expect(new Set(own).size).toBe(themes.length);
  });

  it('are of as many axes and clusters as there is something to put there', () => {
    const more = startClusters(space, popularity, { clusters: 40, axes: 32 });
    v.parse(ClusterCentroids, more);
    expect(more.clusters).toHaveLength(40);
  });

  it('say nothing to a version of other features, nor of nobody', () => {
    expect(clusterSpace({ ...start, features: start.features + 1 }, features)).toBeUndefined();
    expect(ownCluster(placed, centroids, [])).toBeUndefined();
    expect(ownCluster(placed, centroids, [{ row: 0, weight: 0 }])).toBeUndefined();
  });
});

describe("a person's own cluster", () => {
  it('is that of the kind of titles that they like, at length 1', () => {
    for (const theme of themes.keys()) {
      const few = ownCluster(placed, centroids, rowsOf(theme, 2));
      expect(few?.cluster).toBe(ownCluster(placed, centroids, rowsOf(theme, 12))?.cluster);
      expect(Math.hypot(...(few?.point ?? []))).toBeCloseTo(1, 9);
    }
  });

  it('shows the typical genre, and titles of it first, all known to the catalogue', () => {
    const file = v.parse(PublishedClusters, published());
    for (const theme of themes.keys()) {
      const own = ownCluster(placed, centroids, rowsOf(theme));
      const { genres, feed } = file.clusters[own?.cluster ?? 0];
      expect(genres).toEqual([themes[theme]]);
      expect(feed[0].score).toBe(1);
      for (const { item } of feed.slice(0, 20))
        expect(catalogue.genres(catalogue.rowOf(item))).toEqual([themes[theme]]);
    }
  });

  it('is chosen on the device, with what it likes as a head for the collaborative strategy', () => {
    const chooser = clusterChooser(published(), catalogue, features);
    const own = chooser?.ownOf(rowsOf(2, 1));
    expect(own?.likeness).toBeGreaterThan(0.5);
    const head = chooser?.heads[own?.head ?? -1];
    expect(head?.favourites[0].share).toBe(1);
    expect(catalogue.genres(head?.favourites[0].row ?? 0)).toEqual([themes[2]]);
    expect(chooser?.ownOf([])).toBeUndefined();
    expect(clusterChooser(published({ features: 0 }), catalogue, features)).toBeUndefined();
  });
});

describe('the second iteration', () => {
  it('begins where the people of the first were, keeps ids, and is the last', () => {
    const moved = start.clusters[1].centroid.map((value) => -value);
    const told = published();
    const file = { ...told, clusters: [{ ...told.clusters[1], centroid: moved }] };
    const next = nextClusters(start, file);
    expect(v.parse(ClusterCentroids, next).iteration).toBe(2);
    expect(next?.clusters.map(({ id }) => id)).toEqual(start.clusters.map(({ id }) => id));
    expect(next?.clusters[1].centroid).toEqual(moved);
    expect(next?.clusters[0].centroid).toEqual(start.clusters[0].centroid);
    expect(along(next?.clusters[1].centroid ?? [], centroids[1])).toBeCloseTo(-1, 3);
    expect(nextClusters({ ...start, iteration: 2 }, file)).toBeUndefined();
    expect(nextClusters(start, { ...file, iteration: 2 })).toBeUndefined();
    expect(nextClusters(start, { ...file, axes: file.axes.toReversed() })).toBeUndefined();
  });
});

describe('a file', () => {
  const [one] = published().clusters;
  const envelope = (text: string) =>
    new TextEncoder().encode(
      JSON.stringify({ text, sha256: 'a'.repeat(64), key: 'b'.repeat(64), signature: 'c'.repeat(128) }),
    );

  it('is read back as it was', () => {
    const text = JSON.stringify(published());
    expect(decodeClusters(envelope(text)).clusters).toEqual(published());
  });

  it.each([
    ['no JSON', '{'],
    ['no cluster', JSON.stringify(published({ clusters: [] }))],
    ['a cluster twice', JSON.stringify(published({ clusters: [one, one] }))],
    ['fewer than fifty', JSON.stringify(published({ clusters: [{ ...one, atLeast: 49 as 50 }] }))],
    ['a centroid too short', JSON.stringify(published({ clusters: [{ ...one, centroid: [1] }] }))],
    [
      'a title twice',
      JSON.stringify(published({ clusters: [{ ...one, feed: [one.feed[0], one.feed[0]] }] })),
    ],
    ['a third iteration', JSON.stringify({ ...published(), iteration: 3 })],
  ])('is refused with %s', (_, text) => {
    expect(() => decodeClusters(envelope(text))).toThrow(
      expect.objectContaining({ code: 'model/damaged-clusters' }),
    );
    expect(() => decodeCentroids(new TextEncoder().encode(text))).toThrow(
      expect.objectContaining({ code: 'model/damaged-clusters' }),
    );
  });
});
