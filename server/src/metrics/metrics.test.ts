import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { type FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createServer } from '../create-server.ts';
import { connect, type Database } from '../database/connect.ts';
import { type FreshDatabase, freshDatabase } from '../database/testing/fresh-database.ts';
import { createProbeServer } from '../probe-server.ts';
import { addJob } from '../queue/add-job.ts';
import type { Tasks } from '../queue/tasks.ts';
import { measuredTasks } from './job-metrics.ts';

const token = 'a-token-that-nobody-guesses';
const tokenHash = createHash('sha256').update(token).digest();
let folder: string;
let fresh: FreshDatabase;
let database: Database;
let server: FastifyInstance;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parlour-metrics-'));
  await mkdir(join(folder, 'viewer'));
  await mkdir(join(folder, 'catalogue'));
  await writeFile(join(folder, 'viewer', 'index.html'), '<!doctype html><title>Parlour</title>');
  await writeFile(join(folder, 'catalogue', 'manifest.json'), '{}');
  fresh = await freshDatabase();
  database = connect(fresh.address);
  server = await createServer({
    viewerFolder: join(folder, 'viewer'),
    catalogueFolder: join(folder, 'catalogue'),
    database,
    notifications: { on: () => () => undefined },
    metricsTokenHash: tokenHash,
    logLevel: 'silent',
  });
});

afterAll(async () => {
  await server.close();
  await database.$client.end();
  await fresh.drop();
  await rm(folder, { recursive: true, force: true });
});

const elsewhere = '203.0.113.9';
const scrape = (from: string, headers: Record<string, string> = {}) =>
  server.inject({ url: '/metrics', remoteAddress: from, headers });

test('metrics are for this machine and for whoever bears the token', async () => {
  for (const here of ['127.0.0.1', '::1', '::ffff:127.0.0.1', '127.8.8.8'])
    expect((await scrape(here)).statusCode, here).toBe(200);
  expect((await scrape(elsewhere, { authorization: `Bearer ${token}` })).statusCode).toBe(200);
  for (const [from, headers] of [
    [elsewhere, {}],
    [elsewhere, { authorization: 'Bearer another' }],
    [elsewhere, { authorization: `Basic ${token}` }],
    ['127.0.0.1', { 'x-forwarded-for': elsewhere }],
    ['127.0.0.1', { forwarded: `for=${elsewhere}` }],
    ['127.0.0.1', { via: '1.1 proxy' }],
    ['10.127.0.1', {}],
  ] as [string, Record<string, string>][]) {
    const answer = await scrape(from, headers);
    expect(answer.statusCode, `${from} ${JSON.stringify(headers)}`).toBe(401);
    expect(answer.headers['content-type']).toMatch('application/problem+json');
    expect(answer.json()).toMatchObject({ code: 'operators/no-metrics-token' });
  }
});

test('requests are told by route and status, never by what was asked', async () => {
  await server.inject({ url: '/healthz' });
  await server.inject({ url: `/api/rounds/${'5e'.repeat(32)}/next/roster` });
  await server.inject({ url: '/api/secret-that-somebody-typed' });
  const { body } = await scrape('127.0.0.1');
  expect(body).toMatch(/parlour_http_request_seconds_count\{method="GET",route="\/healthz",status="200"\} 1/);
  expect(body).toMatch(/route="\/api\/rounds\/:id\/next\/:kind",status="4\d\d"/);
  expect(body).not.toMatch(/5e5e|secret-that|somebody/);
});

test('jobs are told by state and age', async () => {
  await database.execute(sql`delete from graphile_worker._private_jobs`);
  await addJob(database, 'clean-up', {});
  await addJob(database, 'clean-up', {}, { delay: 3_600_000 });
  await database.execute(
    sql`update graphile_worker._private_jobs set run_at = run_at - interval '10 minutes' where run_at <= now()`,
  );
  const probes = createProbeServer({ database, registry: new Registry() });
  const { body } = await probes.inject({ url: '/metrics' });
  await probes.close();
  expect(body).toMatch('parlour_queue_jobs{state="ready"} 1');
  expect(body).toMatch('parlour_queue_jobs{state="later"} 1');
  expect(Number(/^parlour_queue_oldest_ready_seconds (\S+)/m.exec(body)?.[1])).toBeGreaterThanOrEqual(600);
  expect(body).toMatch('parlour_database_up 1');
  // Of none that has ended yet, too.
  for (const reason of ['too-few-answers', 'wrong-secret', 'implausible-sum', 'by-operator'])
    expect(body).toMatch(`parlour_rounds_ended_total{outcome="aborted",reason="${reason}"} 0`);
});

test('a process that serves nobody answers probes; a database that is away is told, and ends nothing', async () => {
  const away = connect({ host: join(folder, 'no-socket'), user: 'nobody', database: 'none' });
  const probes = createProbeServer({ database: away, registry: new Registry() });
  expect((await probes.inject({ url: '/healthz' })).statusCode).toBe(200);
  expect((await probes.inject({ url: '/readyz' })).statusCode).toBe(503);
  const elsewhere = await probes.inject({ url: '/somebody' });
  expect(elsewhere.headers['content-type']).toMatch('application/problem+json');
  expect(elsewhere.json()).toMatchObject({ status: 404, code: 'http/not-found' });
  expect(elsewhere.body).not.toContain('somebody');
  const { body, statusCode } = await probes.inject({ url: '/metrics' });
  expect(statusCode).toBe(200);
  expect(body).toMatch('parlour_database_up 0');
  expect(body).not.toMatch(/^parlour_(queue|rounds|devices)/m);
  await probes.close();
  await away.$client.end();
});

test('runs of jobs are timed by how they ended', async () => {
  const registry = new Registry();
  const tasks = measuredTasks(
    {
      'clean-up': async () => undefined,
      'token-epochs': async () => {
        throw new Error('on purpose');
      },
    } as unknown as Tasks,
    registry,
  );
  await tasks['clean-up']({});
  await expect(tasks['token-epochs']({})).rejects.toThrow('on purpose');
  const text = await registry.metrics();
  expect(text).toMatch('parlour_job_seconds_count{task="clean-up",outcome="done"} 1');
  expect(text).toMatch('parlour_job_seconds_count{task="token-epochs",outcome="failed"} 1');
});
