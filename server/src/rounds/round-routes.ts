import { randomBytes } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import { type Bytes, KINDS, type Kind, refusal } from '@parlour/private-aggregation';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isLoopback } from '../metrics/metrics-access.ts';
import { httpError } from '../problems/http-error.ts';
import { placeKey } from '../tokens/place-key.ts';
import { answerRoom } from './answer-room.ts';
import { bodySpool } from './body-spool.ts';
import type { LegWatch } from './leg-watch.ts';
import { freeBytes } from './free-bytes.ts';
import { mostOtherBytes } from './message-body.ts';
import { binary, parseMessages } from './message-parser.ts';
import { outcomeOf } from './outcome-of.ts';
import { nextMessage } from './next-message.ts';
import type { Patience } from './patience.ts';
import { takeMessage, type TakingMessages } from './take-message.ts';
import type { WaitingRoom } from './waiting-room.ts';

export interface RoundRoutes extends TakingMessages {
  readonly watch: LegWatch;
  readonly waitingRoom: WaitingRoom;
  readonly patience: Patience;
  /** Times a minute that a place may ask for a round to join, of each replica; none: as often as it likes. */
  readonly joinsAMinute?: number | undefined;
}

/** Places remembered at most; the one that asked longest ago is forgotten first. */
const mostPlaces = 10_000;

const hex = (bytes: number) => ({ type: 'string', pattern: `^[0-9a-f]{${2 * bytes}}$` });

/** What devices in rounds speak: `httpChannel` of `@parlour/private-aggregation/transport`, and the waiting for a round. */
export async function roundRoutes(server: FastifyInstance, options: RoundRoutes): Promise<void> {
  const { rounds, waitingRoom, patience, watch, outcomes, joinsAMinute } = options;
  const secret = randomBytes(32);
  await server.register(rateLimit, {
    global: false,
    cache: mostPlaces,
    // Simulated devices, and a proxy that PARLOUR_PROXIES does not name: all that come by it would be one place.
    allowList: ({ ip }) => isLoopback(ip),
    keyGenerator: ({ ip }) => placeKey(secret, ip),
    errorResponseBuilder: () => httpError('too-many'),
  });
  const answers = answerRoom();
  const held = parseMessages(server, rounds, bodySpool());
  const turnOf = (request: FastifyRequest) => async () => void held.keep(request, await answers.take());
  server.addHook('onSend', async (_request, reply) => {
    // Of what was too large, too slow, or too much at once, the rest is not waited for.
    if ([408, 413, 503].includes(reply.statusCode)) reply.header('connection', 'close');
  });
  server.addHook('onError', async (request, _reply, error) => {
    if (request.method !== 'POST') return;
    const { id = '' } = request.params as { id?: string };
    const outcome = outcomeOf(error);
    if (outcome === undefined || !/^[0-9a-f]{64}$/.test(id)) return;
    // What is said to a round that there is not, is not counted.
    const known = await rounds.get(id).catch(() => undefined);
    if (known) outcomes.count(id, outcome);
  });

  server.get<{ Params: { hash: string } }>(
    '/bundles/:hash/announcement',
    {
      schema: { params: { type: 'object', properties: { hash: hex(32) } } },
      config: {
        rateLimit: joinsAMinute === undefined ? false : { max: joinsAMinute, timeWindow: 60_000 },
      },
    },
    async (request, reply) => {
      const found = await waitingRoom.announcement(request.params.hash, patience.of(reply));
      return answer(reply, found);
    },
  );

  server.post<{ Params: { id: string }; Body: Bytes | undefined }>(
    '/rounds/:id/messages',
    { schema: { params: { type: 'object', properties: { id: hex(32) } } } },
    async (request, reply) => {
      const { body } = request;
      if (body === undefined) throw refusal('malformed-message', 'no body');
      if (isDraw(body)) await turnOf(request)();
      try {
        return answer(reply, await takeMessage(options, request.params.id, body));
      } finally {
        // Of a report, nothing is kept here but its sum.
        if (body.length > mostOtherBytes) freeBytes(body);
      }
    },
  );

  server.get<{ Params: { id: string; kind: string }; Querystring: { key: string } }>(
    '/rounds/:id/next/:kind',
    {
      schema: {
        params: {
          type: 'object',
          properties: { id: hex(32), kind: { type: 'string', enum: Object.keys(KINDS) } },
        },
        querystring: { type: 'object', required: ['key'], properties: { key: hex(32) } },
      },
    },
    async (request, reply) => {
      const { id, kind } = request.params;
      const signal = patience.of(reply);
      watch.awaited(await rounds.get(id));
      return answer(
        reply,
        await nextMessage(rounds, id, kind as Kind, request.query.key, signal, turnOf(request)),
      );
    },
  );
}

/** Whether a message, of which nothing is believed yet, asks for a long answer. */
const isDraw = (message: Bytes): boolean => message[1] === KINDS.draw;

function answer(reply: FastifyReply, message: Uint8Array | undefined): FastifyReply {
  reply.header('cache-control', 'no-store');
  return message === undefined ? reply.code(204).send() : reply.code(200).type(binary).send(message);
}
