import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bodySpool } from './body-spool.ts';
import { longestMessage } from './message-body.ts';
import { binary, parseMessages } from './message-parser.ts';

const state = { setup: { dimension: 20_000, bits: 32 } } as never;
const length = longestMessage(state);
const server = Fastify();
let port: number;
/** Answers the messages that are held. */
const answers: (() => void)[] = [];

beforeAll(async () => {
  const rounds = { get: () => Promise.resolve({ state } as never) };
  // Of one message, and no more.
  parseMessages(server, rounds, bodySpool({ memoryBytes: length }));
  server.post('/rounds/:id/messages', async (_request, reply) => {
    await new Promise<void>((resolve) => answers.push(resolve));
    return reply.code(204).send();
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  ({ port } = server.server.address() as AddressInfo);
});
afterAll(() => server.close());

/** Sends a whole message. @returns the connection when the server has read all of it, and the connection as the server has it. */
async function send(): Promise<{ socket: Socket; there: Socket }> {
  const came = once(server.server, 'request') as Promise<[IncomingMessage]>;
  const socket = connect(port, '127.0.0.1');
  const head = `POST /rounds/${'ab'.repeat(32)}/messages HTTP/1.1\r\nhost: here\r\ncontent-type: ${binary}`;
  socket.write(`${head}\r\nconnection: close\r\ncontent-length: ${length}\r\n\r\n`);
  socket.write(new Uint8Array(length));
  const [request] = await came;
  await once(request, 'end');
  return { socket, there: request.socket };
}

it('gives memory back of who hung up while it waited for it', async () => {
  const first = await send();
  for (let i = 0; i < 3; i++) {
    const { socket, there } = await send();
    const closed = once(there, 'close');
    socket.destroy();
    await closed;
  }
  const last = await send();
  // Whoever hung up was in front of it.
  for (const { socket } of [first, last]) {
    await expect.poll(() => answers.length).toBe(1);
    answers.pop()?.();
    const [answer] = (await once(socket.setEncoding('latin1'), 'data')) as [string];
    expect(answer).toMatch(/^HTTP\/1\.1 204/);
  }
});
