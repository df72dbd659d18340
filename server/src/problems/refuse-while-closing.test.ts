import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { answerProblems } from './answer-problems.ts';
import { refuseWhileClosing } from './refuse-while-closing.ts';

it('ends what was begun, and refuses with a problem what comes while a server is being stopped', async () => {
  const server = Fastify({ return503OnClosing: false });
  answerProblems(server);
  const heard = Promise.withResolvers<void>();
  server.addHook('onRequest', async ({ url }) => {
    if (url === '/quick') heard.resolve();
  });
  refuseWhileClosing(server);
  const begun = Promise.withResolvers<void>();
  const toEnd = Promise.withResolvers<void>();
  server.get('/slow', async () => {
    begun.resolve();
    await toEnd.promise;
    return 'ended';
  });
  const stopping = Promise.withResolvers<void>();
  server.addHook('preClose', async () => stopping.resolve());
  server.get('/quick', async () => 'quick');
  await server.listen({ port: 0, host: '127.0.0.1' });
  const { port } = server.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const answers = text(socket);
  socket.write('GET /slow HTTP/1.1\r\nhost: here\r\n\r\n');
  await begun.promise;
  const closed = server.close();
  await stopping.promise;
  socket.write('GET /quick HTTP/1.1\r\nhost: here\r\n\r\n');
  await heard.promise;
  toEnd.resolve();
  const said = await answers;
  expect(said).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*\r\n\r\nendedHTTP\/1\.1 503 /);
  expect(said).toContain('content-type: application/problem+json');
  expect(said).toContain('"code":"http/closing"');
  await closed;
});
