import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Problem } from '@parlour/wire';
import { isBinary } from '@parlour/wire/api';
import fc from 'fast-check';
import type { FastifyInstance, HTTPMethods } from 'fastify';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { apiTables } from '../api/api-tables.ts';
import { createServer } from '../create-server.ts';
import { connect, type Database } from '../database/connect.ts';
import { type FreshDatabase, freshDatabase } from '../database/testing/fresh-database.ts';
import { routeAccess } from '../operators/route-access.ts';
import { hexOf } from '../rounds/ids.ts';
import { roundBundle } from '../rounds/test/round-bundle.ts';
import { epochAt } from '../tokens/epoch-at.ts';
import { makeEpochKeys } from '../tokens/make-epoch-keys.ts';
import { malformedRequest } from './malformed-request.ts';
import { rightBodies } from './right-bodies.ts';
import { spoilt } from './spoilt.ts';
import { stored } from './stored.ts';

/** `npm run test:long` sends twenty times as many. */
const requests = process.env.PARLOUR_LONG ? 100_000 : 5_000;
/** Bytes of heap that may be held more at the end than after the first tenth. */
const mostGrowth = 24_000_000;
const credential = randomBytes(32).toString('base64url');

let folder: string;
let fresh: FreshDatabase;
let database: Database;
let server: FastifyInstance;

beforeAll(async () => {
  fresh = await freshDatabase();
  database = connect(fresh.address);
  await makeEpochKeys(database);
  folder = await mkdtemp(join(tmpdir(), 'parlour-fuzz-'));
  await writeFile(join(folder, 'index.html'), '<!doctype html>');
  await writeFile(join(folder, 'manifest.json'), '{}');
  server = await createServer({
    notifications: { on: () => () => undefined },
    viewerFolder: folder,
    consoleFolder: folder,
    catalogueFolder: folder,
    dataFolder: folder,
    database,
    operatorCredentialHash: createHash('sha256').update(credential).digest(),
    attemptsAMinute: 1_000_000,
    syncRelay: true,
    logLevel: 'silent',
  });
});
afterAll(async () => {
  await server.close();
  await database.$client.end();
  await fresh.drop();
  await rm(folder, { recursive: true, force: true });
});

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const heap = (): number => {
  collect();
  return process.memoryUsage().heapUsed;
};

/** A round that takes devices, so that messages meet one. */
async function openRound(): Promise<string> {
  const post = (path: string, payload: object) =>
    server.inject({
      method: 'POST',
      url: `/api/operator/${path}`,
      headers: { authorization: `Bearer ${credential}` },
      payload,
    });
  const asked = { ...roundBundle, epoch: epochAt(new Date()).id, audience: 'simulation' };
  const { hash } = (await post('bundles', asked)).json<{ hash: string }>();
  return (await post('rounds', { bundle: hash })).json<{ id: string }>().id;
}

it('what is spoilt was right before, and is wrong after it', () => {
  for (const [name, right] of Object.entries(rightBodies)) {
    const { body } = apiTables[name];
    if (body === undefined || isBinary(body)) throw new TypeError(`${name} takes no JSON`);
    expect(v.is(body, right), name).toBe(true);
    fc.assert(fc.property(spoilt(right), (wrong) => !v.is(body, wrong)));
  }
});

it('malformed requests over all routes are refused with a problem, change nothing and leave nothing behind', {
  timeout: 60 * requests,
}, async () => {
  const round = await openRound();
  const each = Object.entries(routeAccess).map(([name, access]) =>
    malformedRequest(name, access, credential),
  );
  const message = fc.record({
    method: fc.constant('POST'),
    url: fc.constantFrom(`/api/rounds/${round}/messages`, `/api/rounds/${hexOf(randomBytes(32))}/messages`),
    headers: fc.constant({ 'content-type': 'application/octet-stream' }),
    payload: fc.uint8Array({ maxLength: 400 }).map((body) => Buffer.from(body)),
  });
  const before = await stored(database);
  let sent = 0;
  let early = 0;
  await fc.assert(
    fc.asyncProperty(fc.oneof(...each, message, message, message), async ({ method, ...request }) => {
      const answer = await server.inject({ ...request, method: method as HTTPMethods });
      const what = `${method} ${request.url} ${answer.statusCode}`;
      expect(answer.statusCode, what).toBeGreaterThanOrEqual(400);
      expect(answer.statusCode, what).toBeLessThan(500);
      expect(answer.headers['content-type'], what).toMatch(/^application\/problem\+json/);
      expect(v.is(Problem, answer.json()), what).toBe(true);
      sent += 1;
      if (sent === requests / 10) early = heap();
    }),
    { numRuns: requests, endOnFailure: false },
  );
  expect(await stored(database)).toEqual(before);
  expect(heap() - early).toBeLessThan(mostGrowth);
});
