import { randomBytes } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import {
  Bundle,
  InviteOrder,
  type LegTimes,
  type MadeInvites,
  type ProcessStatus,
  RoundOrder,
  inviteCodeText,
} from '@parlour/wire';
import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { auditRoutes } from '../audit/audit-routes.ts';
import { noteChange } from '../audit/note-change.ts';
import type { Identify } from '../console-access/identify.ts';
import { httpError } from '../problems/http-error.ts';
import { createRound } from '../rounds/create-round.ts';
import { bytesOf, hexOf } from '../rounds/ids.ts';
import { defaultLegTimes } from '../rounds/leg-times.ts';
import type { RoundFrame } from '../rounds/round-frame.ts';
import { makeInvite } from '../tokens/invites.ts';
import { placeKey } from '../tokens/place-key.ts';
import { abortRound } from './abort-round.ts';
import { operatorError } from './operator-error.ts';
import { allBundles, publish, retire } from './publish.ts';
import { listRounds, releasedSum, roundStatus } from './watch-rounds.ts';

export interface OperatorRoutes {
  readonly frame: RoundFrame;
  readonly identify: Identify;
  readonly times?: LegTimes;
  /** Requests of nobody known that one place may make a minute, of each replica; 30 by default. */
  readonly strangersAMinute?: number;
}

/** A bundle of 64 queries with the longest purposes. */
const mostBytes = 128 * 1024;
const mostPlaces = 10_000;
const byHex = (name: string) => ({
  schema: {
    params: { type: 'object', properties: { [name]: { type: 'string', pattern: '^[0-9a-f]{64}$' } } },
  },
});

/** What operators do: bundles, rounds, invites. To be registered under `/api/operator`, guarded by `guardRoutes`. */
export async function operatorRoutes(server: FastifyInstance, options: OperatorRoutes): Promise<void> {
  const { frame, identify, times = defaultLegTimes, strangersAMinute = 30 } = options;
  const { database } = frame;
  const secret = randomBytes(32);
  await server.register(rateLimit, {
    max: strangersAMinute,
    timeWindow: 60_000,
    cache: mostPlaces,
    allowList: async (request) => (await identify(request)).kind !== 'nobody',
    keyGenerator: ({ ip }) => placeKey(secret, ip),
    errorResponseBuilder: () => httpError('too-many'),
  });
  server.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });

  server.get('/status', async (): Promise<ProcessStatus> => {
    const { user, system } = process.cpuUsage();
    return { pid: process.pid, cpuMicroseconds: user + system, rssBytes: process.memoryUsage.rss() };
  });

  server.get('/bundles', () => allBundles(database));
  server.post('/bundles', { bodyLimit: mostBytes }, (request) =>
    database.transaction(async (transaction) => {
      const published = await publish(transaction, read(Bundle, request.body));
      await noteChange(transaction, request, { action: 'bundle/publish', subject: published.hash });
      return published;
    }),
  );
  server.post<{ Params: { hash: string } }>('/bundles/:hash/retire', byHex('hash'), (request) =>
    database.transaction(async (transaction) => {
      const { hash } = request.params;
      const retired = await retire(transaction, bytesOf(hash));
      await noteChange(transaction, request, { action: 'bundle/retire', subject: hash });
      return retired;
    }),
  );

  server.get('/rounds', () => listRounds(database));
  server.post('/rounds', async (request) => {
    const { bundle, legTimes = times } = read(RoundOrder, request.body);
    const id = await database.transaction(async (transaction) => {
      const made = await createRound(frame, transaction, bytesOf(bundle), legTimes);
      await noteChange(transaction, request, {
        action: 'round/start',
        subject: hexOf(made),
        detail: { bundle },
      });
      return made;
    });
    return roundStatus(database, id);
  });
  server.get<{ Params: { id: string } }>('/rounds/:id', byHex('id'), ({ params }) =>
    roundStatus(database, bytesOf(params.id)),
  );
  server.get<{ Params: { id: string } }>('/rounds/:id/sum', byHex('id'), async ({ params }, reply) =>
    reply.type('application/octet-stream').send(await releasedSum(database, bytesOf(params.id))),
  );
  server.post<{ Params: { id: string } }>('/rounds/:id/abort', byHex('id'), async (request) => {
    const { id } = request.params;
    await database.transaction(async (transaction) => {
      await abortRound(frame, transaction, bytesOf(id));
      await noteChange(transaction, request, { action: 'round/abort', subject: id });
    });
    return roundStatus(database, bytesOf(id));
  });

  server.post('/invites', async (request): Promise<MadeInvites> => {
    const { count, expires } = read(InviteOrder, request.body);
    const seconds = (expires - Date.now()) / 1000;
    if (seconds <= 0) throw operatorError('malformed-request');
    const codes = await database.transaction(async (transaction) => {
      const made: string[] = [];
      while (made.length < count)
        made.push(inviteCodeText((await makeInvite(transaction, { seconds })).code));
      await noteChange(transaction, request, { action: 'invite/make', detail: { count, expires } });
      return made;
    });
    return { codes, expires };
  });

  await server.register(auditRoutes, { database });
}

function read<Schema extends v.GenericSchema>(schema: Schema, body: unknown): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, body);
  if (!parsed.success) throw operatorError('malformed-request');
  return parsed.output;
}
