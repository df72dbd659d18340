import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignedTokenDirectory, TokenDirectory } from '@parlour/wire';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createServer } from '../create-server.ts';
import { connect, type Database } from '../database/connect.ts';
import { type FreshDatabase, freshDatabase } from '../database/testing/fresh-database.ts';
import { startQueue } from '../queue/start-queue.ts';
import { tasksOn } from '../queue/tasks.ts';

let fresh: FreshDatabase;
let database: Database;
let folder: string;
beforeAll(async () => {
  fresh = await freshDatabase();
  database = connect(fresh.address);
  folder = await mkdtemp(join(tmpdir(), 'parlour-tokens-'));
  await mkdir(join(folder, 'viewer'));
  await mkdir(join(folder, 'catalogue'));
  await writeFile(join(folder, 'viewer', 'index.html'), '<!doctype html>');
});
afterAll(async () => {
  await database.$client.end();
  await fresh.drop();
  await rm(folder, { recursive: true, force: true });
});

it('a queue that starts makes the keys that the server then shows', async () => {
  const server = await createServer({
    notifications: { on: () => () => undefined },
    viewerFolder: join(folder, 'viewer'),
    catalogueFolder: join(folder, 'catalogue'),
    database,
    logLevel: 'silent',
  });
  const shown = async () => {
    const { directory } = v.parse(SignedTokenDirectory, (await server.inject('/api/directory')).json());
    return v.parse(TokenDirectory, JSON.parse(directory)).epochs.length;
  };
  expect(await shown()).toBe(0);
  const queue = await startQueue({ database, address: fresh.address, tasks: tasksOn(database) });
  await vi.waitFor(async () => expect(await shown()).toBe(2), { timeout: 30_000 });
  await queue.stop();
  await tasksOn(database)['token-epochs']({});
  expect(await shown()).toBe(2);
  const unknown = await server.inject({ method: 'POST', url: '/api/tokens', payload: {} });
  expect([unknown.statusCode, unknown.headers['content-type']]).toEqual([
    400,
    expect.stringContaining('application/problem+json'),
  ]);
  await server.close();
});
