import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Problem } from '@parlour/wire';
import { ModelVersion, OperatorJob } from '@parlour/wire/api';
import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServer } from '../create-server.ts';
import { connect, type Database } from '../database/connect.ts';
import { operatorJob } from '../database/schema/operator-jobs.ts';
import { modelVersion, trainingRun } from '../database/schema/models.ts';
import { type FreshDatabase, freshDatabase } from '../database/testing/fresh-database.ts';
import { receiveFile } from './receive-file.ts';

const credential = randomBytes(32).toString('base64url');
let folder: string;
let fresh: FreshDatabase;
let database: Database;
let server: FastifyInstance;
const errors: string[] = [];

beforeAll(async () => {
  fresh = await freshDatabase();
  database = connect(fresh.address);
  folder = await mkdtemp(join(tmpdir(), 'parlour-uploads-'));
  await writeFile(join(folder, 'index.html'), '<!doctype html>');
  server = await createServer({
    notifications: { on: () => () => undefined },
    viewerFolder: folder,
    catalogueFolder: folder,
    dataFolder: folder,
    database,
    operatorCredentialHash: createHash('sha256').update(credential).digest(),
    logLevel: 'error',
    logTo: { write: (line) => void errors.push(line) },
  });
});
afterAll(async () => {
  await server.close();
  await database.$client.end();
  await fresh.drop();
  await rm(folder, { recursive: true, force: true });
});

const send = (path: string, payload: Readable | Buffer, type = 'application/octet-stream') =>
  server.inject({
    method: 'POST',
    url: `/api/operator/${path}`,
    headers: { authorization: `Bearer ${credential}`, 'content-type': type },
    payload,
  });
const codeOf = ({ body }: { body: string }) => v.parse(Problem, JSON.parse(body)).code;

describe('a file that is handed over', () => {
  it('lies whole in the data folder when its job is made', async () => {
    const bytes = randomBytes(300_000);
    const answer = await send(
      'imports?name=a.jsonld&format=jsonld&publish=false',
      Readable.from([bytes.subarray(0, 99), bytes.subarray(99)]),
    );
    expect(errors).toEqual([]);
    const job = v.parse(OperatorJob, answer.json());
    expect(job).toMatchObject({
      kind: 'import',
      state: 'waiting',
      import: { name: 'a.jsonld', publish: false },
    });
    expect(await readFile(join(folder, 'uploads', job.id))).toEqual(bytes);
    expect(await readdir(join(folder, 'uploads'))).toEqual([job.id]);
  });

  it('is refused where it is empty, of another type, or its platform is not named, and leaves nothing behind', async () => {
    const before = await readdir(join(folder, 'uploads'));
    const jobs = await database.$count(operatorJob);
    const query = 'imports?name=a&format=jsonld';
    expect(codeOf(await send(query, Buffer.alloc(0)))).toBe('operators/empty-file');
    expect(codeOf(await send(query, Buffer.from('{}'), 'application/json'))).toBe('http/unsupported-type');
    expect(codeOf(await send('imports?name=a&format=streaming-csv', Buffer.from('x')))).toBe(
      'catalogue/no-platform',
    );
    expect(codeOf(await send('imports?name=a&format=exe', Buffer.from('x')))).toBe('http/malformed');
    expect(await readdir(join(folder, 'uploads'))).toEqual(before);
    expect(await database.$count(operatorJob)).toBe(jobs);
  });

  it('ends with its limit, not with memory or disk', async () => {
    const target = join(folder, 'limited');
    const endless = Readable.from(
      (function* () {
        for (;;) yield Buffer.alloc(10_000);
      })(),
    );
    await expect(receiveFile(endless, target, () => 'x', 1_000_000)).rejects.toMatchObject({
      code: 'http/too-large',
    });
    expect(endless.destroyed).toBe(true);
    expect(await readdir(target)).toEqual([]);
  });

  it('is one version of a model, however often it is handed over', async () => {
    const bytes = randomBytes(1_000);
    const origin = { sources: ['a set'], rounds: [], command: 'parlour train', quality: { ndcg: 0.5 } };
    const path = `models?kind=collaborative&origin=${encodeURIComponent(JSON.stringify(origin))}`;
    const first = v.parse(ModelVersion, (await send(path, bytes)).json());
    expect(first).toMatchObject({ origin, bytes: 1_000, isPromoted: false, canaryShare: null });
    expect((await send('models?kind=collaborative', bytes)).json()).toEqual(first);
    expect(await readFile(join(folder, 'models', 'versions', first.sha256))).toEqual(bytes);
    expect(codeOf(await send('models?kind=fusion&origin=no', bytes))).toBe('operators/malformed-request');
    expect(await database.$count(modelVersion)).toBe(1);
    const tried = await server.inject({
      method: 'POST',
      url: `/api/operator/models/${first.id}/promote`,
      headers: { authorization: `Bearer ${credential}` },
      payload: { share: 0 },
    });
    expect(codeOf(tried)).toBe('operators/malformed-request');
  });

  it('is no candidate where it says to be learned from people and was not measured here', async () => {
    const bytes = randomBytes(1_000);
    const { id } = v.parse(ModelVersion, (await send('models?kind=moments', bytes)).json());
    const promote = (share: number) =>
      server.inject({
        method: 'POST',
        url: `/api/operator/models/${id}/promote`,
        headers: { authorization: `Bearer ${credential}` },
        payload: { share },
      });
    for (const share of [0.5, 1]) expect(codeOf(await promote(share))).toBe('operators/no-gate');
    const run = { kind: 'moments', parameters: {}, metrics: {} } as const;
    const input = (fill: number) => new Uint8Array(32).fill(fill);
    await database
      .insert(trainingRun)
      .values({ ...run, input: input(1), state: 'refused', reason: 'Nonsense.' });
    expect(codeOf(await promote(0.5))).toBe('operators/no-gate');
    await database.insert(trainingRun).values({ ...run, input: input(2), state: 'passed', modelId: id });
    expect((await promote(0.5)).statusCode).toBeLessThan(300);
  });
});
