import { KINDS, type Kind, refusal } from '@parlour/private-aggregation';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { owned } from './ids.ts';
import { nextMessage } from './next-message.ts';
import { takeMessage, type TakingMessages } from './take-message.ts';
import type { WaitingRoom } from './waiting-room.ts';

export interface RoundRoutes extends TakingMessages {
  readonly waitingRoom: WaitingRoom;
  /** Milliseconds that a request waits for something new. */
  readonly patienceMs: number;
}

const binary = 'application/octet-stream';
/** A report of 2^18 words of 32 bits and its frame. */
const mostMessageBytes = 2 ** 20 + 1024;
const hex = (bytes: number) => ({ type: 'string', pattern: `^[0-9a-f]{${2 * bytes}}$` });

/** What devices in rounds speak: `httpChannel` of `@parlour/private-aggregation/transport`, and the waiting for a round. */
export async function roundRoutes(server: FastifyInstance, options: RoundRoutes): Promise<void> {
  const { rounds, waitingRoom, patienceMs } = options;
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(binary, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  server.get<{ Params: { hash: string } }>(
    '/bundles/:hash/announcement',
    { schema: { params: { type: 'object', properties: { hash: hex(32) } } } },
    async (request, reply) => {
      const found = await waitingRoom.announcement(request.params.hash, patience(reply, patienceMs));
      return answer(reply, found);
    },
  );

  server.post<{ Params: { id: string }; Body: Uint8Array }>(
    '/rounds/:id/messages',
    {
      bodyLimit: mostMessageBytes,
      schema: { params: { type: 'object', properties: { id: hex(32) } } },
    },
    async (request, reply) => {
      const { body } = request;
      if (!(body instanceof Uint8Array)) throw refusal('malformed-message', 'no body');
      return answer(reply, await takeMessage(options, request.params.id, owned(body)));
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
      const signal = patience(reply, patienceMs);
      return answer(reply, await nextMessage(rounds, id, kind as Kind, request.query.key, signal));
    },
  );
}

/** Ends when the device goes away, or after so long that no proxy between gives up. */
function patience(reply: FastifyReply, milliseconds: number): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  return AbortSignal.any([gone.signal, AbortSignal.timeout(milliseconds)]);
}

function answer(reply: FastifyReply, message: Uint8Array | undefined): FastifyReply {
  reply.header('cache-control', 'no-store');
  return message === undefined ? reply.code(204).send() : reply.code(200).type(binary).send(message);
}
