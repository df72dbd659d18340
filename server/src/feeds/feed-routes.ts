import { hash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import rateLimit from '@fastify/rate-limit';
import { type ClusterFeed, type ClusterFeedEntry, ClusterFeedQuery } from '@parlour/wire';
import { feedApi } from '@parlour/wire/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { textSchema } from '../api/json-schema.ts';
import { operatorError } from '../operators/operator-error.ts';
import type { IsOperator } from '../operators/operator-credential.ts';
import { httpError } from '../problems/http-error.ts';
import { placeKey } from '../tokens/place-key.ts';
import { feedError } from './feed-error.ts';
import type { ClusterFeedSource, FeedOrder } from './feed-source.ts';
import { keptAnswers, type KeptAnswer } from './kept-answers.ts';

export interface FeedRoutesOptions {
  readonly source: ClusterFeedSource;
  /** Who may ask without a limit. */
  readonly isUnlimited: IsOperator;
  /** Feeds that one place may ask for a minute, of each replica; 600 by default. */
  readonly feedsAMinute?: number;
}

const mostPlaces = 10_000;
const { params, query } = feedApi['GET /v1/clusters/:id/feed'];
const lines = 'application/x-ndjson';

/** `GET /v1/clusters/:id/feed`. To be registered under `/v1`. An answer is made once and then given to whoever asks the same. */
export async function feedRoutes(
  server: FastifyInstance,
  { source, isUnlimited, feedsAMinute = 600 }: FeedRoutesOptions,
): Promise<void> {
  const secret = randomBytes(32);
  const kept = keptAnswers();
  await server.register(rateLimit, {
    max: feedsAMinute,
    timeWindow: 60_000,
    cache: mostPlaces,
    allowList: (request) => isUnlimited(request),
    keyGenerator: ({ ip }) => placeKey(secret, ip),
    errorResponseBuilder: () => httpError('too-many'),
  });
  server.get(
    '/clusters/:id/feed',
    {
      schema: { params: textSchema(params), querystring: textSchema(query) },
      preValidation: async (request, reply) => {
        const feeds = await source.current();
        if (feeds === undefined) throw feedError('none-published');
        const known = wantsLines(request) ? undefined : kept.get(feeds.version, request.url);
        if (known !== undefined) return send(request, reply, known);
      },
    },
    async (request, reply) => {
      const feeds = await source.current();
      if (feeds === undefined) throw feedError('none-published');
      const { id } = request.params as { id: string };
      const cluster = feeds.clusters.get(id);
      if (cluster === undefined) throw feedError('unknown-cluster');
      const entries = feeds.feed(id, orderOf(request.query));
      if (wantsLines(request)) {
        reply.type(lines).header('cache-control', 'public, max-age=600').header('vary', 'accept');
        return reply.send(Readable.from(entries.values().map((entry) => `${textOf(entry)}\n`)));
      }
      const answer = answerOf({ cluster: id, version: feeds.version, ...cluster }, entries);
      kept.set(feeds.version, request.url, answer);
      return send(request, reply, answer);
    },
  );
}

function orderOf(given: unknown): FeedOrder {
  const parsed = v.safeParse(ClusterFeedQuery, given);
  if (!parsed.success) throw operatorError('malformed-request');
  const { exclude, types, genres, platforms, ...order } = parsed.output;
  return {
    ...order,
    exclude: listOf(exclude),
    types: listOf(types),
    genres: listOf(genres),
    platforms: listOf(platforms),
  };
}

const listOf = (words: string | undefined): string[] =>
  words === undefined || words === '' ? [] : words.split(',');

const wantsLines = ({ headers }: FastifyRequest): boolean => headers.accept?.includes(lines) === true;

/** Feeds share their entries: each is written once. */
const written = new WeakMap<ClusterFeedEntry, string>();

function textOf(entry: ClusterFeedEntry): string {
  const known = written.get(entry) ?? JSON.stringify(entry);
  written.set(entry, known);
  return known;
}

function answerOf(about: Omit<ClusterFeed, 'entries'>, entries: readonly ClusterFeedEntry[]): KeptAnswer {
  const head = JSON.stringify(about);
  const body = Buffer.from(`${head.slice(0, -1)},"entries":[${entries.map(textOf).join(',')}]}`);
  return { body, etag: `"${hash('sha256', body, 'base64url').slice(0, 22)}"` };
}

function send(request: FastifyRequest, reply: FastifyReply, { body, etag }: KeptAnswer): FastifyReply {
  reply.header('cache-control', 'public, max-age=600').header('vary', 'accept').header('etag', etag);
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  return reply.type('application/json; charset=utf-8').send(body);
}
