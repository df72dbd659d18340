import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { httpError } from '../problems/http-error.ts';
import type { BodySpool } from './body-spool.ts';
import { keptUntilAnswered, type KeptUntilAnswered } from './kept-until-answered.ts';
import { readMessage } from './message-body.ts';
import type { OpenRounds } from './open-rounds.ts';

export const binary = 'application/octet-stream';

/**
 * Has a server read messages of rounds, and nothing else. What a message takes of the spool's memory is given back when its request has
 * ended, answered or not.
 *
 * @returns what is held likewise of each request.
 */
export function parseMessages(
  server: FastifyInstance,
  rounds: Pick<OpenRounds, 'get'>,
  spool: BodySpool,
): Pick<KeptUntilAnswered<FastifyRequest>, 'keep'> {
  const held = keptUntilAnswered<FastifyRequest>();
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(binary, async (request: FastifyRequest, body: IncomingMessage) => {
    const { id = '' } = request.params as { id?: string };
    const length = request.headers['content-length'];
    const announced = length === undefined ? undefined : Number(length);
    const { message, leave } = await readMessage(rounds, id, announced, body, spool);
    // Nobody is there to hear that it was taken.
    if (!held.keep(request, leave)) throw httpError('too-slow');
    return message;
  });
  // Fastify's onResponse does not come for who hangs up before there is a handler.
  server.addHook('onRequest', async (request, reply) => {
    reply.raw.once('close', () => held.ended(request));
  });
  server.addHook('onResponse', async (request) => held.ended(request));
  return held;
}
