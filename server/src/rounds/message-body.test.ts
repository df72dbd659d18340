import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodySpool } from './body-spool.ts';
import { longestMessage, readMessage } from './message-body.ts';

const id = 'ab'.repeat(32);
/** Of a round of 183,000 numbers, which is as much as is asked of a thousand devices. */
const state = { setup: { dimension: 183_000, bits: 20 } } as never;
const length = longestMessage(state);

let server: Server;
let port: number;
beforeAll(async () => {
  const spool = bodySpool();
  const rounds = { get: () => Promise.resolve({ state } as never) };
  const sumOf = async (request: IncomingMessage) => {
    const announced = Number(request.headers['content-length']);
    const { message, leave } = await readMessage(rounds, id, announced, request, spool);
    leave();
    return message.reduce((sum, byte) => sum + byte, 0);
  };
  server = createServer((request, response) => {
    sumOf(request).then(
      (sum) => response.end(String(sum)),
      (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Sends all of a report but so many bytes. */
async function allBut(bytes: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(`POST / HTTP/1.1\r\nhost: here\r\nconnection: close\r\ncontent-length: ${length}\r\n\r\n`);
  const isTaken = socket.write(new Uint8Array(length - bytes).fill(1));
  if (!isTaken) await once(socket, 'drain');
  return socket;
}

async function answerOf(socket: Socket): Promise<string> {
  let answer = '';
  for await (const chunk of socket.setEncoding('latin1')) answer += chunk;
  return answer.slice(answer.indexOf('\r\n\r\n') + 4);
}

describe('long messages over connections', () => {
  it('of which a hundred send all but their end, keep no other from being read; nor are they lost', async () => {
    const slow = await Promise.all(Array.from({ length: 100 }, () => allBut(1)));
    const quick = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const socket = await allBut(1);
        socket.write(new Uint8Array([3]));
        return answerOf(socket);
      }),
    );
    expect(quick).toEqual(quick.map(() => String(length + 2)));
    const late = slow.map((socket) => {
      socket.write(new Uint8Array([5]));
      return answerOf(socket);
    });
    expect(await Promise.all(late)).toEqual(late.map(() => String(length + 4)));
  });
});
