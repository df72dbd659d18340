import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import type { Database } from '../database/connect.ts';
import type { Notifications } from '../database/notifications.ts';
import { allowPages } from './allow-pages.ts';
import { forgetUnused } from './forget-unused.ts';
import { relayCounts } from './relay-counts.ts';
import { type RelayQuotas, relayQuotas } from './relay-quotas.ts';
import { relayNames } from './relay-names.ts';
import { relayRoutes } from './relay-routes.ts';
import { serveRooms } from './serve-rooms.ts';

export interface ServingRelay {
  readonly database: Database;
  readonly notifications: Pick<Notifications, 'on'>;
  readonly registry: Registry;
  readonly quotas?: Partial<RelayQuotas>;
  /** Addresses under which devices reach this relay, without a path; none: on this machine alone. */
  readonly origins?: readonly string[];
}

const forgetMs = 60_000;

/**
 * A relay under `/api/sync`: carries what a person's own devices seal for each other, and can read none of it. It has no key, and
 * nothing but ids, public keys, sizes and times.
 */
export async function serveRelay(server: FastifyInstance, serving: ServingRelay): Promise<void> {
  const { database, notifications, registry } = serving;
  const quotas = { ...relayQuotas, ...serving.quotas };
  const counts = relayCounts(registry);
  const names = relayNames(serving.origins ?? []);
  allowPages(server);
  await serveRooms(server, { database, notifications, counts, quotas, names });
  await server.register(relayRoutes, { prefix: '/api/sync', database, notifications, quotas, names });
  let forgetting: Promise<void> | undefined;
  const forget = () => {
    // A database that is away is told of by everything else.
    forgetting ??= forgetUnused(database)
      .catch(() => undefined)
      .finally(() => {
        forgetting = undefined;
      });
  };
  forget();
  const timer = setInterval(forget, forgetMs).unref();
  server.addHook('onClose', async () => {
    clearInterval(timer);
    await forgetting;
  });
}
