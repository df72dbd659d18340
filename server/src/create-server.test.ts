import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createServer } from './create-server.ts';
import { connect, type Database } from './database/connect.ts';
import { listen, type Notifications } from './database/notifications.ts';
import { type FreshDatabase, freshDatabase } from './database/testing/fresh-database.ts';
import { consoleHeaders, securityHeaders } from './security-headers.ts';

let folder: string;
let server: FastifyInstance;
let fresh: FreshDatabase;
let database: Database;
let notifications: Notifications;
let log: string[];

beforeAll(async () => {
  fresh = await freshDatabase();
  database = connect(fresh.address);
  notifications = await listen(fresh.address);
});

afterAll(async () => {
  await notifications.close();
  await database.$client.end();
  await fresh.drop();
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parlour-server-'));
  const viewerFolder = join(folder, 'viewer');
  const catalogueFolder = join(folder, 'catalogue');
  await mkdir(join(viewerFolder, 'assets'), { recursive: true });
  await mkdir(catalogueFolder);
  await writeFile(join(viewerFolder, 'index.html'), '<!doctype html><title>Parlour</title>');
  await writeFile(join(viewerFolder, 'assets', 'main-1a2b.js'), 'export {};');
  await writeFile(join(viewerFolder, 'assets', 'main-1a2b.js.br'), brotliCompressSync('export {};'));
  const consoleFolder = join(folder, 'console');
  await mkdir(join(consoleFolder, 'assets'), { recursive: true });
  await writeFile(join(consoleFolder, 'index.html'), '<!doctype html><title>Console</title>');
  await writeFile(join(consoleFolder, 'assets', 'main-3c4d.js'), 'export {};');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  log = [];
  server = await createServer({
    notifications,
    viewerFolder,
    consoleFolder,
    catalogueFolder,
    database,
    logLevel: 'trace',
    logTo: { write: (line) => log.push(line) },
  });
});

afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const page = { accept: 'text/html' };

describe('the server', () => {
  it('is ready once there is a catalogue', async () => {
    expect((await server.inject('/healthz')).statusCode).toBe(200);
    expect((await server.inject('/readyz')).statusCode).toBe(503);
    await writeFile(join(folder, 'catalogue', 'manifest.json'), '{}');
    expect((await server.inject('/readyz')).statusCode).toBe(200);
  });

  it('sends the security headers with every answer', async () => {
    for (const url of ['/', '/assets/main-1a2b.js', '/nothing', '/readyz', '/catalogue/none', '/title/x']) {
      const { headers } = await server.inject({ url, headers: page });
      for (const [name, value] of Object.entries(securityHeaders)) expect(headers[name], url).toBe(value);
    }
    expect(securityHeaders['content-security-policy']).toMatch(/^default-src 'none';/);
    expect(securityHeaders['content-security-policy']).not.toMatch(/'unsafe-inline'|'unsafe-eval'|https?:/);
  });

  it('gives pages of the router the index, and nothing else', async () => {
    const routed = await server.inject({ url: '/title/movie:x', headers: page });
    expect(routed.body).toContain('<title>Parlour</title>');
    expect(routed.headers['cache-control']).toBe('no-cache');
    const missing = await server.inject({ url: '/assets/gone.js', headers: { accept: '*/*' } });
    expect(missing.statusCode).toBe(404);
    expect(missing.headers['content-type']).toContain('application/problem+json');
  });

  it('has the console under its own path, with a policy of its own', async () => {
    const { statusCode, headers } = await server.inject({ url: '/console', headers: page });
    expect([statusCode, headers.location]).toEqual([308, '/console/']);
    for (const url of ['/console/', '/console/rounds/1a2b', '/console/sign-in?from=x']) {
      const answer = await server.inject({ url, headers: page });
      expect(answer.body, url).toContain('<title>Console</title>');
      for (const [name, value] of Object.entries(consoleHeaders)) expect(answer.headers[name]).toBe(value);
    }
    const script = await server.inject('/console/assets/main-3c4d.js');
    expect(script.headers['cache-control']).toContain('immutable');
    const missing = await server.inject({ url: '/console/assets/gone.js', headers: { accept: '*/*' } });
    expect(missing.statusCode).toBe(404);
    const policy = consoleHeaders['content-security-policy'];
    expect(policy).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(policy).not.toMatch(/unsafe|https?:|data:|blob:/);
    const viewers = await server.inject({ url: '/consoles', headers: page });
    expect(viewers.body).toContain('<title>Parlour</title>');
  });

  it('keeps hashed files for good and serves them as brotli', async () => {
    const { headers } = await server.inject({
      url: '/assets/main-1a2b.js',
      headers: { 'accept-encoding': 'br' },
    });
    expect(headers['content-encoding']).toBe('br');
    expect(headers['cache-control']).toContain('immutable');
    await writeFile(join(folder, 'catalogue', 'manifest.json'), '{}');
    const manifest = await server.inject('/catalogue/manifest.json');
    expect(manifest.headers['cache-control']).toBe('no-cache');
  });

  it('serves nothing outside its folders', async () => {
    for (const url of [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/catalogue/..%2f..%2fsecret.txt',
      '/..%5csecret.txt',
    ]) {
      const answer = await server.inject({ url, headers: { accept: '*/*' } });
      expect(answer.statusCode, url).toBeGreaterThanOrEqual(400);
      expect(answer.body).not.toContain('secret\n');
    }
  });

  it('logs route, status and duration, and nothing of the person', async () => {
    await server.inject({
      url: '/title/movie:dark-secret?token=abc',
      headers: { ...page, 'user-agent': 'Mozilla/5.0 telltale' },
      remoteAddress: '203.0.113.7',
    });
    const lines = log.join('');
    expect(lines).toContain('"status":200');
    expect(lines).not.toMatch(/203\.0\.113\.7|telltale|dark-secret|token/);
  });
});
