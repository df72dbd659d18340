import { randomBytes } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import { tokenError } from '@parlour/private-aggregation/tokens';
import { type TokenAnswer, TokenRequest } from '@parlour/wire';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { Database } from '../database/connect.ts';
import type { Admission } from './admission.ts';
import { issueToken } from './issue-token.ts';
import { placeKey } from './place-key.ts';
import { publishedDirectory } from './published-directory.ts';

export interface TokenRoutesOptions {
  readonly database: Database;
  /** Who may have a token: the operator's choice. */
  readonly admissions: readonly Admission[];
  /** Requests for tokens that one place may make a minute, of each replica; 30 by default. */
  readonly requestsAMinute?: number;
  /** Whose requests are not counted: an operator's, who may make any number of invites anyway. */
  readonly isUnlimited?: (request: FastifyRequest) => boolean;
}

/** Places remembered at most; the one that asked longest ago is forgotten first. */
const MOST_PLACES = 10_000;
const MOST_BYTES = 2048;

/**
 * `GET directory`: the signed token directory, as `SignedTokenDirectory`; may be kept for a minute, and asked about by its
 * ETag. `POST tokens`: a `TokenRequest`, answered by a `TokenAnswer` or a problem. To be registered under `/api`.
 */
export async function tokenRoutes(
  server: FastifyInstance,
  { database, admissions, requestsAMinute = 30, isUnlimited = () => false }: TokenRoutesOptions,
): Promise<void> {
  const secret = randomBytes(32);
  await server.register(rateLimit, {
    global: false,
    cache: MOST_PLACES,
    allowList: (request) => isUnlimited(request),
    keyGenerator: ({ ip }) => placeKey(secret, ip),
    errorResponseBuilder: () => tokenError('too-many-requests'),
  });

  server.get('/directory', async (request, reply) => {
    const directory = await publishedDirectory(database);
    const etag = `"${directory.sha256}"`;
    reply.header('cache-control', 'public, max-age=60').header('etag', etag);
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    return directory;
  });

  server.post(
    '/tokens',
    {
      bodyLimit: MOST_BYTES,
      config: { rateLimit: { max: requestsAMinute, timeWindow: 60_000 } },
    },
    async ({ body }, reply): Promise<TokenAnswer> => {
      const request = v.safeParse(TokenRequest, body);
      if (!request.success) throw tokenError('malformed-request');
      const blindSignature = await issueToken(database, admissions, request.output);
      reply.header('cache-control', 'no-store');
      return { blindSignature: Buffer.from(blindSignature).toString('hex') };
    },
  );
}
