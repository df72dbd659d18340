import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson } from '@parlour/private-aggregation';
import { clustersOfSums, noiseOfClusterSums } from '@parlour/private-aggregation/queries';
import { clusterSpace, decodeCentroids, describeCluster } from '@parlour/recommend';
import type { ReleasedClusters } from '@parlour/server';
import { type ClusterCentroids, clusterCentroidsPath, PublishedClusters } from '@parlour/wire';
import * as v from 'valibot';
import { readPublishedSpace } from '../bundle/published-space.ts';
import type { DataFolder } from '../data-folder.ts';
import type { ClustersDone } from './work-words.ts';

/**
 * Makes of released sums the text that everybody downloads: the clusters of which it is all but certain that at least fifty are in
 * them, each with a list. Nothing where there is none, and where the centroids are not in the data folder any more.
 */
export async function clustersWork(
  data: Pick<DataFolder, 'publicCatalogue'>,
  { centroids: name, rounds, sums }: ReleasedClusters,
): Promise<ClustersDone | undefined> {
  const start = await readCentroids(data, name);
  if (start === undefined) return undefined;
  const length = start.clusters.length * (1 + start.axes.length);
  const whole = sums.filter(({ slots }) => slots.length === length);
  const found = clustersOfSums(start.clusters, whole);
  if (found.length === 0) return undefined;
  const { catalogue, space, popularity } = await readPublishedSpace(data.publicCatalogue);
  const axes = clusterSpace(start, space.features);
  if (axes === undefined) return undefined;
  const { iteration, features, offsets } = start;
  const reports = whole.reduce((sum, each) => sum + each.reports, 0);
  const published: PublishedClusters = {
    format: 1,
    centroids: name,
    iteration,
    features,
    axes: start.axes,
    offsets,
    reports,
    rounds: whole.length,
    noise: rounded(noiseOfClusterSums(whole)),
    clusters: found.flatMap(({ id, centroid, atLeast }) => {
      const described = describeCluster(catalogue, axes, popularity, centroid);
      return described.feed.length === 0
        ? []
        : [{ id, centroid: Array.from(centroid, rounded), atLeast, ...described }];
    }),
  };
  if (published.clusters.length === 0) return undefined;
  return {
    text: canonicalJson(v.parse(PublishedClusters, published)),
    rounds: [...rounds],
    quality: { reports, clusters: published.clusters.length, iteration, noise: published.noise },
  };
}

async function readCentroids(
  { publicCatalogue }: Pick<DataFolder, 'publicCatalogue'>,
  name: string,
): Promise<ClusterCentroids | undefined> {
  try {
    const bytes = await readFile(join(publicCatalogue, clusterCentroidsPath(name)));
    return decodeCentroids(new Uint8Array(bytes));
  } catch {
    return undefined;
  }
}

const rounded = (value: number): number => Math.round(value * 1e5) / 1e5 + 0;
