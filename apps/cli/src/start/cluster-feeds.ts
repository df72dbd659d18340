import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Catalogue, contentFeaturesInSlices, openCatalogue, openSignals } from '@parlour/catalogue';
import { decodeCollaborativeModel } from '@parlour/model/collaborative';
import { openPublicFile } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import {
  clusterFeeds,
  collaborative,
  compactFeatures,
  decodeClusters,
  decodeFusion,
  decodePopularity,
  type EngineParts,
  type ItemSpace,
  itemSpaceSteps,
  popularity,
  publishedSignals,
  weightsOf,
} from '@parlour/recommend';
import type { ClusterFeedSource, VersionFeeds } from '@parlour/server';
import { CatalogueManifest, ParlourError, type PublicFile, type PublishedClusters } from '@parlour/wire';
import * as v from 'valibot';

/** Milliseconds between looks at whether something else is published. */
const betweenLooks = 5_000;

/**
 * Feeds of the clusters that are published in a folder, by the same engine as on devices. Everything is read when the first feed is asked
 * for, in slices, so that nothing else waits; a new publishing is read while the feeds of the one before are served.
 */
export function clusterFeedsIn(folder: string, now: () => number = Date.now): ClusterFeedSource {
  let published = 0;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let current: Promise<VersionFeeds | undefined> | undefined;
  const look = async (): Promise<void> => {
    const manifest = await stat(join(folder, 'manifest.json')).catch(() => undefined);
    if (manifest?.mtimeMs === published) return;
    const mtimeMs = manifest?.mtimeMs ?? 0;
    const next = manifest === undefined ? Promise.resolve(undefined) : readFeeds(folder, now);
    if (current === undefined) current = next;
    // One that cannot be read is looked for again; the feeds before it go on.
    const made = await next.catch((error: unknown) => {
      if (current === next) current = undefined;
      throw error;
    });
    published = mtimeMs;
    current = Promise.resolve(made);
  };
  let looking: Promise<void> | undefined;
  return {
    async current() {
      if (now() - lookedAt >= betweenLooks && looking === undefined) {
        lookedAt = now();
        looking = look().finally(() => {
          looking = undefined;
        });
        if (current === undefined) await looking;
        else looking.catch(() => undefined);
      }
      if (current === undefined) await looking;
      return current;
    },
  };
}

async function readFeeds(folder: string, now: () => number): Promise<VersionFeeds | undefined> {
  const bytes = async ({ path }: Pick<PublicFile, 'path'>) =>
    new Uint8Array(await readFile(join(folder, path)));
  const text = await readFile(join(folder, 'manifest.json'), 'utf8');
  const manifest = v.parse(CatalogueManifest, JSON.parse(text));
  if (manifest.clusters === undefined) return undefined;
  const { signed, clusters: published } = decodeClusters(await bytes(manifest.clusters));
  await openPublicFile(nodeSuite, 'clusters', signed);
  const catalogue = openCatalogue(await bytes(manifest.columns));
  const watched = manifest.popularity && decodePopularity(await bytes(manifest.popularity));
  const fusion = manifest.fusion && weightsOf(decodeFusion(await bytes(manifest.fusion)));
  const parts: EngineParts = {
    catalogue,
    space: await spaceOf(catalogue),
    popularity: popularity(catalogue, watched),
    ...(fusion && { fusion: { weights: fusion } }),
    ...(await optional(async () => ({
      strategies: manifest.collaborative
        ? [collaborative(decodeCollaborativeModel(await bytes(manifest.collaborative)), catalogue)]
        : [],
    }))),
    ...(await optional(async () =>
      manifest.signals
        ? publishedSignals(openSignals(await bytes(manifest.signals), catalogue), catalogue, now())
        : {},
    )),
  };
  const feeds = clusterFeeds(parts, headsOf(published, catalogue), now);
  return {
    version: `${manifest.version}-${manifest.clusters.sha256.slice(0, 16)}`,
    clusters: new Map(published.clusters.map(({ id, atLeast, genres }) => [id, { atLeast, genres }])),
    feed: (cluster, { device, mood, minutes, ...request }) =>
      feeds.feed(cluster, {
        ...request,
        context: {
          ...(device !== undefined && { device }),
          ...(mood !== undefined && { mood }),
          ...(minutes !== undefined && { minutes }),
        },
      }) as ReturnType<VersionFeeds['feed']>,
  };
}

/** A cluster's favourites as a history, by its name. */
const headsOf = ({ clusters }: PublishedClusters, catalogue: Catalogue) =>
  new Map(
    clusters.map(({ id, feed }) => [
      id,
      feed
        .map(({ item, score }) => ({ row: catalogue.rowOf(item), at: 0, weight: score }))
        .filter(({ row }) => row >= 0),
    ]),
  );

const nextTask = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

async function spaceOf(catalogue: Catalogue): Promise<ItemSpace> {
  const steps = itemSpaceSteps(compactFeatures(await contentFeaturesInSlices(catalogue, nextTask)));
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await nextTask();
  }
}

/** A model that is damaged or of another version costs its strategy, never the feeds. */
async function optional(make: () => Promise<Partial<EngineParts>>): Promise<Partial<EngineParts>> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof ParlourError) return {};
    throw error;
  }
}
