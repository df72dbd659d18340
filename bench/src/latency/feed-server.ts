// A process that serves cluster feeds as `parlour start` does, until whoever asked for it is gone.
import { tmpdir } from 'node:os';
import { contentFeatures, openCatalogue } from '@parlour/catalogue';
import { encodeColumns } from '@parlour/catalogue/publish';
import { seededRandom } from '@parlour/model';
import { clusterFeeds, compactFeatures, type History, itemSpace, popularity } from '@parlour/recommend';
import { type ClusterFeedSource, connect, createServer, type VersionFeeds } from '@parlour/server';
import { syntheticItems } from '../synthetic-catalogue.ts';
import { feedBenchCluster, type FeedServerSays, type FeedServerWord } from './feed-bench-words.ts';

const favourites = 100;

process.on('disconnect', () => process.exit(0));
process.on('message', (word: FeedServerWord) => {
  if (word.what === 'cpu') say();
  else void serve(word);
});

const say = (): void => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: (user + system) / 1e6 } satisfies FeedServerSays);
};

async function serve({ items, clusters, port }: FeedServerWord & { what: 'serve' }): Promise<void> {
  const server = await createServer({
    viewerFolder: tmpdir(),
    catalogueFolder: tmpdir(),
    // No feed asks it anything.
    database: connect({ host: 'localhost', port: 9, user: 'nobody', database: 'none' }),
    notifications: { on: () => () => undefined },
    clusterFeeds: feedsOf(items, clusters),
    feedsAMinute: Number.MAX_SAFE_INTEGER,
    // Lines are made and written, as they are there.
    logLevel: 'info',
    logTo: { write: () => undefined },
  });
  await server.listen({ port, host: '127.0.0.1' });
  say();
}

function feedsOf(items: number, clusters: number): ClusterFeedSource {
  const catalogue = openCatalogue(encodeColumns([...syntheticItems({ items })]));
  const space = itemSpace(compactFeatures(contentFeatures(catalogue)));
  const random = seededRandom(1);
  const draw = (): number => Math.floor(random() * catalogue.size);
  const names = Array.from({ length: clusters }, (_, at) => feedBenchCluster(at));
  const heads = new Map<string, History>(
    names.map((name) => [
      name,
      Array.from({ length: favourites }, () => ({ row: draw(), at: 0, weight: 1 })),
    ]),
  );
  const feeds = clusterFeeds({ catalogue, space, popularity: popularity(catalogue) }, heads, () => 0);
  const current: VersionFeeds = {
    version: 'bench',
    clusters: new Map(names.map((name) => [name, { atLeast: 100, genres: ['Drama'] }])),
    feed: (cluster, { count, exclude, types, genres, platforms }) =>
      feeds.feed(cluster, { count, exclude, types, genres, platforms }) as ReturnType<VersionFeeds['feed']>,
  };
  return { current: () => Promise.resolve(current) };
}
