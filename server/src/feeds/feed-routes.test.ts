import { ClusterFeed, ClusterFeedEntry, Problem } from '@parlour/wire';
import Fastify, { type FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerProblems } from '../problems/answer-problems.ts';
import { feedRoutes } from './feed-routes.ts';
import { type ClusterFeedSource, type FeedOrder, noFeeds, type VersionFeeds } from './feed-source.ts';

const parts = { source: 0.9, metadata: 0.8, availability: 0.7, quality: 0.7, preference: 0.7 };
const entry = (item: string): ClusterFeedEntry => ({
  item,
  score: 1,
  trust: { score: 0.8, parts },
  explanation: 'It is near what this group of people likes.',
  reasons: [{ type: 'cluster', description: 'It is near', confidence: 1, path: ['c03'] }],
});

let asked: { cluster: string; order: FeedOrder }[];
let version: string;
let server: FastifyInstance;
const feeds = (): VersionFeeds => ({
  version,
  clusters: new Map([['c03', { atLeast: 100, genres: ['Western'] }]]),
  feed(cluster, order) {
    asked.push({ cluster, order });
    return Array.from({ length: order.count }, (_, at) => entry(`movie:${at}:2000`)).filter(
      ({ item }) => !order.exclude.includes(item),
    );
  },
});

async function serve(source: ClusterFeedSource, feedsAMinute?: number): Promise<void> {
  server = Fastify();
  answerProblems(server);
  await server.register(feedRoutes, {
    prefix: '/v1',
    source,
    isUnlimited: ({ headers }) => headers.authorization === 'Bearer operator',
    ...(feedsAMinute !== undefined && { feedsAMinute }),
  });
}
const get = (url: string, headers: Record<string, string> = {}) => server.inject({ url, headers });
const problem = (answer: { json: () => unknown }) => v.parse(Problem, answer.json());

beforeEach(async () => {
  asked = [];
  version = 'one';
  await serve({ current: () => Promise.resolve(feeds()) });
});
afterEach(() => server.close());

describe('the feed of a cluster', () => {
  it('is what was asked for, with its size and genres', async () => {
    const answer = await get(
      '/v1/clusters/c03/feed?count=3&exclude=movie:1:2000,movie:9:2000&platforms=a,b&mood=light&minutes=90',
    );
    const feed = v.parse(ClusterFeed, answer.json());
    expect(feed).toMatchObject({ cluster: 'c03', version: 'one', atLeast: 100, genres: ['Western'] });
    expect(feed.entries.map(({ item }) => item)).toEqual(['movie:0:2000', 'movie:2:2000']);
    expect(asked).toEqual([
      {
        cluster: 'c03',
        order: {
          count: 3,
          exclude: ['movie:1:2000', 'movie:9:2000'],
          platforms: ['a', 'b'],
          types: [],
          genres: [],
          mood: 'light',
          minutes: 90,
        },
      },
    ]);
    expect(answer.headers['cache-control']).toBe('public, max-age=600');
  });

  it('is made once, given again as the same bytes, and made anew of another version', async () => {
    const url = '/v1/clusters/c03/feed?count=2';
    const first = await get(url);
    const again = await get(url);
    expect(again.rawPayload.equals(first.rawPayload)).toBe(true);
    expect(asked).toHaveLength(1);
    const etag = String(first.headers.etag);
    expect((await get(url, { 'if-none-match': etag })).statusCode).toBe(304);
    version = 'two';
    const other = await get(url, { 'if-none-match': etag });
    expect(other.statusCode).toBe(200);
    expect(other.json()).toMatchObject({ version: 'two' });
    expect(asked).toHaveLength(2);
  });

  it('comes as lines to whoever wants it so', async () => {
    const accept = { accept: 'application/x-ndjson' };
    const answer = await get('/v1/clusters/c03/feed?count=5', accept);
    expect(answer.headers['content-type']).toBe('application/x-ndjson');
    const all = answer.payload.trimEnd().split('\n');
    expect(all).toHaveLength(5);
    for (const line of all) v.parse(ClusterFeedEntry, JSON.parse(line));
    const whole = (await get('/v1/clusters/c03/feed?count=5')).json() as ClusterFeed;
    expect(all.map((line) => JSON.parse(line) as unknown)).toEqual(whole.entries);
  });

  it.each([
    ['/v1/clusters/c04/feed', 404, 'feeds/unknown-cluster'],
    ['/v1/clusters/everybody/feed', 400, 'operators/malformed-request'],
    ['/v1/clusters/c03/feed?count=0', 400, 'operators/malformed-request'],
    ['/v1/clusters/c03/feed?count=201', 400, 'operators/malformed-request'],
    ['/v1/clusters/c03/feed?mood=odd', 400, 'operators/malformed-request'],
  ])('%s is refused with %i', async (url, status, code) => {
    const answer = await get(url);
    expect(answer.statusCode).toBe(status);
    expect(['http/malformed', code]).toContain(problem(answer).code);
  });

  it('is none where nothing is published, and for who asks too often', async () => {
    await server.close();
    await serve(noFeeds);
    expect(problem(await get('/v1/clusters/c03/feed'))).toMatchObject({ code: 'feeds/none-published' });
    await server.close();
    await serve({ current: () => Promise.resolve(feeds()) }, 3);
    for (let i = 0; i < 3; i += 1) expect((await get('/v1/clusters/c03/feed')).statusCode).toBe(200);
    expect(problem(await get('/v1/clusters/c03/feed'))).toMatchObject({ status: 429, code: 'http/too-many' });
    const operator = await get('/v1/clusters/c03/feed', { authorization: 'Bearer operator' });
    expect(operator.statusCode).toBe(200);
  });
});
