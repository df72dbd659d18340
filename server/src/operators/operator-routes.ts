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
import { httpError } from '../problems/http-error.ts';
import { createRound } from '../rounds/create-round.ts';
import { bytesOf } from '../rounds/ids.ts';
import { defaultLegTimes } from '../rounds/leg-times.ts';
import type { RoundFrame } from '../rounds/round-frame.ts';
import { makeInvite } from '../tokens/invites.ts';
import { placeKey } from '../tokens/place-key.ts';
import { abortRound } from './abort-round.ts';
import type { IsOperator } from './operator-credential.ts';
import { operatorError } from './operator-error.ts';
import { allBundles, publish, retire } from './publish.ts';
import { listRounds, releasedSum, roundStatus } from './watch-rounds.ts';

export interface OperatorRoutes {
  readonly frame: RoundFrame;
  readonly isOperator: IsOperator;
  readonly times?: LegTimes;
  /** Requests without the credential that one place may make a minute, of each replica; 30 by default. */
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
  const { frame, isOperator, times = defaultLegTimes, strangersAMinute = 30 } = options;
  const { database } = frame;
  const secret = randomBytes(32);
  await server.register(rateLimit, {
    max: strangersAMinute,
    timeWindow: 60_000,
    cache: mostPlaces,
    allowList: (request) => isOperator(request),
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
  server.post('/bundles', { bodyLimit: mostBytes }, ({ body }) => publish(database, read(Bundle, body)));
  server.post<{ Params: { hash: string } }>('/bundles/:hash/retire', byHex('hash'), ({ params }) =>
    retire(database, bytesOf(params.hash)),
  );

  server.get('/rounds', () => listRounds(database));
  server.post('/rounds', async ({ body }) => {
    const { bundle, legTimes = times } = read(RoundOrder, body);
    const id = await database.transaction((transaction) =>
      createRound(frame, transaction, bytesOf(bundle), legTimes),
    );
    return roundStatus(database, id);
  });
  server.get<{ Params: { id: string } }>('/rounds/:id', byHex('id'), ({ params }) =>
    roundStatus(database, bytesOf(params.id)),
  );
  server.get<{ Params: { id: string } }>('/rounds/:id/sum', byHex('id'), async ({ params }, reply) =>
    reply.type('application/octet-stream').send(await releasedSum(database, bytesOf(params.id))),
  );
  server.post<{ Params: { id: string } }>('/rounds/:id/abort', byHex('id'), async ({ params }) => {
    await abortRound(frame, bytesOf(params.id));
    return roundStatus(database, bytesOf(params.id));
  });

  server.post('/invites', async ({ body }): Promise<MadeInvites> => {
    const { count, expires } = read(InviteOrder, body);
    const seconds = (expires - Date.now()) / 1000;
    if (seconds <= 0) throw operatorError('malformed-request');
    const codes = await database.transaction(async (transaction) => {
      const made: string[] = [];
      while (made.length < count)
        made.push(inviteCodeText((await makeInvite(transaction, { seconds })).code));
      return made;
    });
    return { codes, expires };
  });
}

function read<Schema extends v.GenericSchema>(schema: Schema, body: unknown): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, body);
  if (!parsed.success) throw operatorError('malformed-request');
  return parsed.output;
}
