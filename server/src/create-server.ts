import { join } from 'node:path';
import cookie from '@fastify/cookie';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { Registry } from 'prom-client';
import { logAccess } from './access-log.ts';
import { identifier } from './console-access/identify.ts';
import { serveApiDocument } from './api/serve-api-document.ts';
import { sessionRoutes } from './console-access/session-routes.ts';
import type { Database } from './database/connect.ts';
import type { Notifications } from './database/notifications.ts';
import { feedRoutes } from './feeds/feed-routes.ts';
import { type ClusterFeedSource, noFeeds } from './feeds/feed-source.ts';
import { serveHealth } from './health.ts';
import { serveBundles } from './operators/bundle-list.ts';
import { logInRoutes } from './log-in/log-in-routes.ts';
import type { LogInSettings } from './log-in/log-in-settings.ts';
import { oidcAdmission } from './log-in/oidc-admission.ts';
import { measureServer, type MetricsOptions } from './metrics/measure-server.ts';
import { guardRoutes } from './operators/guard-routes.ts';
import { operatorCredential } from './operators/operator-credential.ts';
import { operatorRoutes } from './operators/operator-routes.ts';
import { answerProblems } from './problems/answer-problems.ts';
import { refuseWhileClosing } from './problems/refuse-while-closing.ts';
import { roundFrameOn } from './rounds/round-frame-on.ts';
import { serveRelay } from './relay/serve-relay.ts';
import { serveRounds } from './rounds/serve-rounds.ts';
import { allowRelay } from './relay-headers.ts';
import { consoleHeaders, headersReaching, reachable } from './security-headers.ts';
import { isOfConsole, serveApps } from './serve-apps.ts';
import { serveCatalogue } from './serve-catalogue.ts';
import { serveTakingPart } from './serve-taking-part.ts';
import { inviteAdmission } from './tokens/invite-admission.ts';
import { tokenRoutes } from './tokens/token-routes.ts';
import { traceRequests } from './tracing/trace-requests.ts';

export interface ServerOptions extends MetricsOptions {
  /** Folder of the built viewer (`index.html`, `assets/`). */
  readonly viewerFolder: string;
  /** Folder of the built console; without one there is none. */
  readonly consoleFolder?: string;
  /** Folder of the published snapshot (`manifest.json` and content-hashed files). */
  readonly catalogueFolder: string;
  /** What the installation keeps, shared by all replicas and queue workers: where uploads go; without one nothing can be uploaded. */
  readonly dataFolder?: string;
  /** Connection to the migrated database. */
  readonly database: Database;
  /** What this process hears of the others. */
  readonly notifications: Pick<Notifications, 'on'>;
  /** SHA-256 of the operator's credential; without one nobody is an operator. */
  readonly operatorCredentialHash?: Uint8Array;
  /**
   * Addresses (commas between) of proxies that are believed when they say for whom they ask, as `proxy-addr` takes them:
   * addresses, ranges, `loopback`, `uniquelocal`. It limits how often one place may ask, and is neither stored nor logged.
   */
  readonly proxies?: string;
  /** Origin under which everybody reaches this server, e.g. `https://films.example`; by default each request's own host. */
  readonly origin?: string;
  /** Log-ins at providers; they need `origin`. */
  readonly logIn?: LogInSettings;
  /** What vouches for who asks for a token; invites by default. */
  readonly admits?: readonly ('invite' | 'oidc')[];
  /** Base of the API through a relay that devices in rounds use; it needs `origin`. */
  readonly relay?: string;
  /** Whether this server is a relay between a person's own devices, too. */
  readonly syncRelay?: boolean;
  /** Origins of relays between a person's own devices that the viewer may reach besides its own; `any`: whichever a person sets. */
  readonly syncRelays?: readonly string[] | 'any';
  /** Further origins under which people's own devices reach this relay, beside `origin`; none of both: on this machine alone. */
  readonly syncOrigins?: readonly string[];
  /** Attempts to sign in or to ask as an operator that a place may make a minute, of each replica; 30 by default. */
  readonly attemptsAMinute?: number;
  /** What makes the feeds of clusters, where any are published. */
  readonly clusterFeeds?: ClusterFeedSource;
  /** Feeds that one place may ask for a minute, of each replica; 600 by default. */
  readonly feedsAMinute?: number;
  /**
   * Times a minute that a place may ask for a round to join, of each replica; 6,000 by default, which is 2,500 devices that wait. Not counted
   * where there is a relay, through which everybody comes from one place.
   */
  readonly joinsAMinute?: number;
  /** pino level; `silent` in tests. */
  readonly logLevel?: string;
  /** Where log lines go instead of standard output. */
  readonly logTo?: { write(line: string): void };
}

/** Of a body that nobody reads yet, a thousand that come at once are held at once: so much of each, and one read of the socket. */
const readAheadBytes = 16 * 1024;

/** The aggregator's web server, not yet listening. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const server = Fastify({
    logger: {
      level: options.logLevel ?? 'info',
      base: null,
      ...(options.logTo && { stream: options.logTo }),
    },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 16 * 1024,
    http: { highWaterMark: readAheadBytes },
    trustProxy: options.proxies ?? false,
    return503OnClosing: false,
  });
  const { origin, relay } = options;
  const viewerHeaders = headersReaching(reachable(options));
  if (relay !== undefined && origin !== undefined) allowRelay(server, origin);
  server.addHook('onSend', async (request, reply) => {
    reply.headers(isOfConsole(request.url) ? consoleHeaders : viewerHeaders);
  });
  answerProblems(server);
  refuseWhileClosing(server);
  logAccess(server);
  traceRequests(server);
  const isOperator = operatorCredential(options.operatorCredentialHash);
  const { database } = options;
  const { logIn = {}, admits = ['invite'] } = options;
  const identify = identifier(database, isOperator);
  server.removeContentTypeParser('text/plain');
  await server.register(cookie);
  guardRoutes(server, { identify, origin });
  serveHealth(server, {
    files: [join(options.viewerFolder, 'index.html'), join(options.catalogueFolder, 'manifest.json')],
    database,
  });
  const { registry = new Registry() } = options;
  measureServer(server, { ...options, registry, folder: options.catalogueFolder });
  const frame = roundFrameOn(database);
  await server.register(tokenRoutes, {
    prefix: '/api',
    database,
    admissions: admits.map((kind) => (kind === 'oidc' ? oidcAdmission : inviteAdmission)),
    isUnlimited: isOperator,
  });
  if (options.syncRelay === true)
    await serveRelay(server, {
      database,
      notifications: options.notifications,
      registry,
      origins: [...(origin === undefined ? [] : [origin]), ...(options.syncOrigins ?? [])],
    });
  await serveRounds(server, {
    frame,
    notifications: options.notifications,
    joinsAMinute: relay === undefined ? (options.joinsAMinute ?? 6_000) : undefined,
  });
  serveBundles(server, database);
  await server.register(operatorRoutes, {
    prefix: '/api/operator',
    frame,
    identify,
    strangersAMinute: options.attemptsAMinute,
    dataFolder: options.dataFolder,
    publicFolder: options.catalogueFolder,
  });
  await server.register(sessionRoutes, {
    prefix: '/api',
    database,
    identify,
    origin,
    oidc: logIn.console ? { label: logIn.console.provider.label } : null,
    attemptsAMinute: options.attemptsAMinute,
  });
  await server.register(logInRoutes, {
    prefix: '/api',
    database,
    logIn,
    origin,
    attemptsAMinute: options.attemptsAMinute,
  });
  serveTakingPart(server, {
    admissions: admits.map((kind) =>
      kind === 'oidc' ? { kind, label: logIn.admission?.provider.label ?? '' } : { kind },
    ),
    relay: relay ?? null,
  });
  serveApiDocument(server);
  await server.register(feedRoutes, {
    prefix: '/v1',
    source: options.clusterFeeds ?? noFeeds,
    isUnlimited: isOperator,
    ...(options.feedsAMinute !== undefined && { feedsAMinute: options.feedsAMinute }),
  });
  await serveCatalogue(server, options.catalogueFolder);
  await serveApps(server, options);
  return server;
}
