import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { afterEach, expect, test } from 'vitest';
import type { Tasks } from '../queue/tasks.ts';
import { startTracing } from './start-tracing.ts';
import { tracedTasks } from './trace-jobs.ts';
import { traceRequests } from './trace-requests.ts';

interface Sent {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly {
      readonly spans: readonly {
        readonly name: string;
        readonly traceId: string;
        readonly parentSpanId?: string;
        readonly attributes: readonly { readonly key: string }[];
        readonly status?: { readonly code?: number };
      }[];
    }[];
  }[];
}

/** A collector: an HTTP server that keeps what it is sent. */
async function collector() {
  const received: Sent[] = [];
  const server = createHttpServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      received.push(JSON.parse(Buffer.concat(parts).toString()) as Sent);
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => new Promise((resolve) => server.close(() => resolve())));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans: () =>
      received.flatMap((sent) =>
        sent.resourceSpans.flatMap((one) => one.scopeSpans.flatMap(({ spans }) => spans)),
      ),
  };
}

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

test('spans say method, route and status, and nothing of who asked for what', async () => {
  const { endpoint, spans } = await collector();
  const end = await startTracing({ endpoint });
  ends.push(end);
  const server = Fastify();
  traceRequests(server);
  server.get('/rounds/:id', async () => 'ok');
  server.get('/broken', async () => {
    throw new Error('secret-of-the-server');
  });
  const headers = {
    'user-agent': 'Somebody/1.0',
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  };
  await server.inject({ url: '/rounds/secret-id?token=secret', headers });
  await server.inject({ url: '/broken', headers });
  const tasks = tracedTasks({
    unmask: async () => undefined,
    'finish-round': async () => {
      throw new Error('secret-of-a-job');
    },
  } as unknown as Tasks);
  await tasks.unmask({ round: 'secret-round', job: 'secret-job' });
  await expect(tasks['finish-round']({ round: 'secret-round' })).rejects.toThrow('secret-of-a-job');
  await server.close();
  await end();

  const sent = spans();
  expect(sent.map(({ name }) => name).sort()).toEqual([
    'GET /broken',
    'GET /rounds/:id',
    'job finish-round',
    'job unmask',
  ]);
  const keys = new Set(sent.flatMap(({ attributes }) => attributes.map(({ key }) => key)));
  expect(keys).toEqual(new Set(['http.request.method', 'http.route', 'http.response.status_code']));
  expect(JSON.stringify(sent)).not.toMatch(/secret|Somebody|4bf92f3577b34da6|00f067aa0ba902b7/);
  expect(new Set(sent.map(({ traceId }) => traceId)).size).toBe(4);
  expect(sent.find(({ name }) => name === 'job finish-round')?.status?.code).toBe(2);
});

test('without a collector nothing is loaded and nothing is sent', async () => {
  const { spans } = await collector();
  const end = await startTracing({ endpoint: undefined });
  await tracedTasks({ 'clean-up': async () => undefined } as unknown as Tasks)['clean-up']({});
  await end();
  expect(spans()).toEqual([]);
});

test('a collector that is away costs nothing but its traces', async () => {
  const end = await startTracing({ endpoint: 'http://127.0.0.1:9' });
  await tracedTasks({ 'clean-up': async () => undefined } as unknown as Tasks)['clean-up']({});
  await expect(end()).resolves.toBeUndefined();
});
