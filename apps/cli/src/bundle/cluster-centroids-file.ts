import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writePublicFile } from '@parlour/catalogue/publish';
import { canonicalJson } from '@parlour/private-aggregation';
import {
  decodeCentroids,
  decodeClusters,
  nextClusters,
  startClusters,
  type StartOptions,
} from '@parlour/recommend';
import {
  CatalogueManifest,
  ClusterCentroids,
  clusterCentroidsPath,
  HEAD_LIST_DIGITS,
  ParlourError,
} from '@parlour/wire';
import * as v from 'valibot';
import type { WrittenCentroids } from './clusters-part.ts';
import { readPublishedSpace } from './published-space.ts';

/** Writes public clusters of the titles of a published catalogue, for the first iteration. @param folder of the catalogue. */
export async function writeFirstCentroids(folder: string, options: StartOptions): Promise<WrittenCentroids> {
  const { space, popularity } = await readPublishedSpace(folder);
  return write(folder, startClusters(space, popularity, options));
}

/**
 * Writes the centroids of the second iteration, from what the first told and is published.
 * @throws ParlourError `bundle/no-first-iteration` where there is none, or the second has been asked already.
 */
export async function writeSecondCentroids(folder: string): Promise<WrittenCentroids> {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8');
  const { clusters } = v.parse(CatalogueManifest, JSON.parse(text));
  if (clusters === undefined) throw noFirst();
  const { clusters: published } = decodeClusters(new Uint8Array(await readFile(join(folder, clusters.path))));
  const start = decodeCentroids(
    new Uint8Array(await readFile(join(folder, clusterCentroidsPath(published.centroids)))),
  );
  const next = nextClusters(start, published);
  if (next === undefined) throw noFirst();
  return write(folder, next);
}

/** The file stays when the catalogue is published anew, for bundles that name it. */
async function write(folder: string, centroids: ClusterCentroids): Promise<WrittenCentroids> {
  const bytes = new TextEncoder().encode(canonicalJson(v.parse(ClusterCentroids, centroids)));
  const name = createHash('sha256').update(bytes).digest('hex').slice(0, HEAD_LIST_DIGITS);
  await writePublicFile(folder, clusterCentroidsPath(name), bytes);
  return { name, centroids };
}

const noFirst = (): ParlourError =>
  new ParlourError('bundle/no-first-iteration', {
    message: 'There are no published clusters that a second iteration could begin with.',
    meaning: 'Nothing was asked of anybody.',
    mend: 'Ask once without --again and wait for a released round; there is no third iteration.',
  });
