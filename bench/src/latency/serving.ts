import { contentFeatures, openCatalogue } from '@parlour/catalogue';
import { encodeColumns } from '@parlour/catalogue/publish';
import { seededRandom } from '@parlour/model';
import {
  clusterFeeds,
  compactFeatures,
  type FeedRequest,
  type History,
  itemSpace,
  popularity,
} from '@parlour/recommend';
import { type Machine, machine } from '../machine.ts';
import { syntheticItems } from '../synthetic-catalogue.ts';

export interface ServingBench {
  readonly bench: 'serving';
  readonly machine: Machine;
  readonly items: number;
  readonly clusters: number;
  /** Cluster feeds of 20 titles a second in one process, each serialised as JSON. */
  readonly uncached: number;
  readonly cached: number;
}

const clusters = 50;
const favourites = 40;

/** Cluster feeds, each asked for with other exclusions, then the same again. */
export function benchServing(options: { items: number; requests: number }): ServingBench {
  const catalogue = openCatalogue(encodeColumns([...syntheticItems({ items: options.items })]));
  const space = itemSpace(compactFeatures(contentFeatures(catalogue)));
  const random = seededRandom(1);
  const draw = (): number => Math.floor(random() * catalogue.size);
  const heads = new Map<string, History>(
    Array.from({ length: clusters }, (_, cluster) => [
      `cluster ${cluster}`,
      Array.from({ length: favourites }, () => ({ row: draw(), at: 0, weight: 1 })),
    ]),
  );
  const feeds = clusterFeeds({ catalogue, space, popularity: popularity(catalogue) }, heads, () => 0);
  const requests = Array.from({ length: options.requests }, (_, index): [string, FeedRequest] => [
    `cluster ${index % clusters}`,
    { count: 20, exclude: [catalogue.id(draw()), catalogue.id(draw()), String(index)] },
  ]);
  for (const cluster of heads.keys()) feeds.feed(cluster, { count: 20 });
  for (const [cluster, request] of requests.slice(0, 500)) feeds.feed(cluster, { ...request, count: 19 });
  const uncached = perSecond(requests, ([cluster, request]) => JSON.stringify(feeds.feed(cluster, request)));
  const again = requests.slice(-1_000);
  const cached = perSecond([...again, ...again, ...again, ...again], ([cluster, request]) =>
    JSON.stringify(feeds.feed(cluster, request)),
  );
  return { bench: 'serving', machine: machine(), items: catalogue.size, clusters, uncached, cached };
}

function perSecond<T>(all: readonly T[], work: (one: T) => unknown): number {
  const start = performance.now();
  for (const one of all) work(one);
  return Math.round((1_000 * all.length) / (performance.now() - start));
}
