import { randomBytes } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import { relayApi } from '@parlour/wire/api';
import { RELAY_LIMITS } from '@parlour/wire/relay';
import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { serveRoute } from '../api/serve-route.ts';
import type { Database } from '../database/connect.ts';
import type { Notifications } from '../database/notifications.ts';
import { httpError } from '../problems/http-error.ts';
import { bytesOf, hexOf } from '../rounds/ids.ts';
import { patience } from '../rounds/patience.ts';
import { placeKey } from '../tokens/place-key.ts';
import { eraseMailbox, lookIntoMailbox, putIntoMailbox } from './mailboxes.ts';
import { pairings } from './pairings.ts';
import type { RelayNames } from './relay-names.ts';
import type { RelayQuotas } from './relay-quotas.ts';

export interface RelayRoutes {
  readonly database: Database;
  readonly notifications: Pick<Notifications, 'on'>;
  readonly quotas: RelayQuotas;
  readonly names: RelayNames;
}

const minute = 60_000;
/** Milliseconds that a request waits for the other side of a pairing. */
const patienceMs = 25_000;
const bodyLimit = 2 * Math.max(RELAY_LIMITS.letterBytes, RELAY_LIMITS.pairingBytes) + 2 ** 14;

/** Mailboxes and pairings, for pages of any address: nothing of it goes by cookies, and who knows an id may ask for it. */
export async function relayRoutes(server: FastifyInstance, options: RelayRoutes): Promise<void> {
  const { database, notifications, quotas, names } = options;
  const secret = randomBytes(32);
  const waiting = patience(patienceMs);
  const pairing = pairings(database, notifications);
  server.addHook('preClose', async () => waiting.end());
  server.addHook('onClose', async () => pairing.close());
  server.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });
  const limited = async (most: number, routes: (scope: FastifyInstance) => void) => {
    await server.register(async (scope) => {
      await scope.register(rateLimit, {
        max: most,
        timeWindow: minute,
        cache: 10_000,
        keyGenerator: ({ ip }) => placeKey(secret, ip),
        errorResponseBuilder: () => httpError('too-many'),
      });
      routes(scope);
    });
  };
  await limited(quotas.mailboxRequests, (scope) => {
    const route = relayApi['GET /api/sync/mailboxes/:id'];
    serveRoute(scope, 'GET /api/sync/mailboxes/:id', route, ({ params }) =>
      lookIntoMailbox(database, params.id),
    );
    serveRoute(
      scope,
      'POST /api/sync/mailboxes/:id',
      relayApi['POST /api/sync/mailboxes/:id'],
      async ({ params, body, host }) => ({
        version: await putIntoMailbox(database, { id: params.id, names: names(host) }, body),
      }),
      { bodyLimit },
    );
    serveRoute(
      scope,
      'POST /api/sync/mailboxes/:id/erase',
      relayApi['POST /api/sync/mailboxes/:id/erase'],
      async ({ params, body, host }) => {
        await eraseMailbox(database, { id: params.id, names: names(host) }, body);
        return undefined;
      },
    );
  });
  await limited(quotas.pairingWords, (scope) => {
    serveRoute(
      scope,
      'POST /api/sync/rendezvous/:id/:side/:turn',
      relayApi['POST /api/sync/rendezvous/:id/:side/:turn'],
      async ({ params, body }) => {
        await pairing.say(params.id, params, bytesOf(body.bytes));
        return undefined;
      },
      { bodyLimit },
    );
  });
  await limited(quotas.pairingRequests, serveWaiting);

  /** The one that waits: by hand, for there may be nothing to answer with. */
  function serveWaiting(scope: FastifyInstance): void {
    const { params: schema } = relayApi['GET /api/sync/rendezvous/:id/:side/:turn'];
    scope.get('/rendezvous/:id/:side/:turn', async (request, reply) => {
      const place = v.safeParse(schema, request.params);
      if (!place.success) throw httpError('malformed');
      const heard = await pairing.hear(place.output.id, place.output, waiting.of(reply));
      return heard === undefined ? reply.code(204).send() : { bytes: hexOf(heard) };
    });
  }
}
