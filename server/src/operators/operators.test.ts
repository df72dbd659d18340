import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openUnpinnedBundle } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { AuditEntry, AuditPage, inviteCodeBytes, Problem, SignedBundle } from '@parlour/wire';
import { MadeInvites, PublishedBundle, RoundStatus } from '@parlour/wire/api';
import Fastify, { type FastifyInstance, type HTTPMethods } from 'fastify';
import * as v from 'valibot';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createServer } from '../create-server.ts';
import { connect, type Database } from '../database/connect.ts';
import { round } from '../database/schema/rounds.ts';
import { invite } from '../database/schema/tokens.ts';
import { type FreshDatabase, freshDatabase } from '../database/testing/fresh-database.ts';
import { bytesOf } from '../rounds/ids.ts';
import { roundBundle } from '../rounds/test/round-bundle.ts';
import { readAggregatorKey } from '../tokens/aggregator-key.ts';
import { epochAt } from '../tokens/epoch-at.ts';
import { makeEpochKeys } from '../tokens/make-epoch-keys.ts';
import { guardRoutes } from './guard-routes.ts';
import { operatorCredential } from './operator-credential.ts';
import { routeAccess } from './route-access.ts';

/** It computes, and changes nothing. */
const looks = (name: string) => name.startsWith('GET') || name.endsWith('/bundles/cost');
const credential = randomBytes(32).toString('base64url');
const asked = { ...roundBundle, epoch: epochAt(new Date()).id, audience: 'simulation' as const };
let folder: string;
let fresh: FreshDatabase;
let database: Database;
let server: FastifyInstance;

beforeAll(async () => {
  fresh = await freshDatabase();
  database = connect(fresh.address);
  await makeEpochKeys(database);
  folder = await mkdtemp(join(tmpdir(), 'parlour-operators-'));
  await writeFile(join(folder, 'index.html'), '<!doctype html>');
});
afterAll(async () => {
  await database.$client.end();
  await fresh.drop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  server = await createServer({
    notifications: { on: () => () => undefined },
    viewerFolder: folder,
    consoleFolder: folder,
    catalogueFolder: folder,
    database,
    operatorCredentialHash: createHash('sha256').update(credential).digest(),
    syncRelay: true,
    logLevel: 'silent',
  });
});
afterEach(() => server.close());

const ask = (method: 'GET' | 'POST', path: string, payload?: object, bearer = credential) =>
  server.inject({
    method,
    url: `/api/operator/${path}`,
    headers: { authorization: `Bearer ${bearer}` },
    ...(payload && { payload }),
  });
const codeOf = ({ body }: { body: string }) => v.parse(Problem, JSON.parse(body)).code;
const publish = async (bundle: object = asked) =>
  v.parse(PublishedBundle, (await ask('POST', 'bundles', bundle)).json());

describe('the table of routes', () => {
  it('lists every route that there is, and none else can be registered', () => {
    for (const name of Object.keys(routeAccess)) {
      const [method, url] = name.split(' ');
      expect(server.hasRoute({ method: method as HTTPMethods, url }), name).toBe(true);
    }
    const other = Fastify();
    guardRoutes(other, { identify: async () => ({ kind: 'nobody' }) });
    expect(() => other.get('/api/operator/unlisted', () => '')).toThrow('not in the table');
    expect(() => other.delete('/api/operator/rounds', () => '')).toThrow('not in the table');
  });

  it.each(Object.keys(routeAccess).filter((name) => name.includes('/operator/')))(
    '%s refuses whoever has no credential, whatever they send',
    async (name) => {
      expect(routeAccess[name]).toBe(looks(name) ? 'viewer' : 'operator');
      const [method, pattern] = name.split(' ');
      const url = pattern.replace(/:\w+/, 'ab'.repeat(32));
      const wrong = [undefined, 'Bearer', `Bearer ${credential}x`, `Basic ${credential}`, credential];
      for (const authorization of wrong) {
        const answer = await server.inject({
          method: method as HTTPMethods,
          url,
          headers: { ...(authorization && { authorization }) },
          ...(method === 'POST' && { payload: asked }),
        });
        expect([answer.statusCode, codeOf(answer)]).toEqual([401, 'operators/no-credential']);
        expect(answer.headers['www-authenticate']).toBe('Bearer');
      }
    },
  );

  it('lets strangers ask so often and no more, and operators as often as they like', async () => {
    const codes = new Set<string>();
    for (let i = 0; i < 40; i += 1) codes.add(codeOf(await ask('GET', 'status', undefined, 'wrong')));
    expect([...codes]).toEqual(['operators/no-credential', 'http/too-many']);
    for (let i = 0; i < 40; i += 1) expect((await ask('GET', 'status')).statusCode).toBe(200);
  });

  it('knows no operator where there is no credential', () => {
    const headers = { authorization: `Bearer ${credential}` };
    expect(operatorCredential(undefined)({ headers })).toBe(false);
  });
});

describe('bundles', () => {
  it('are checked, signed, shown to everybody, never changed, and retired for good', async () => {
    const { signed, hash } = await publish();
    const { publicKey: aggregatorKey } = await readAggregatorKey(database);
    const expected = { aggregatorKey, now: Date.now() };
    const opened = await openUnpinnedBundle(nodeSuite, signed, { ...expected, audience: 'simulation' });
    expect(opened.bundle).toEqual(asked);
    await expect(
      openUnpinnedBundle(nodeSuite, signed, { ...expected, audience: 'people' }),
    ).rejects.toMatchObject({ code: 'aggregation/bundle-simulation' });
    const shown = async () => v.parse(v.array(SignedBundle), (await server.inject('/api/bundles')).json());
    expect(await shown()).toContainEqual(signed);
    expect((await publish()).hash).toBe(hash);
    const retired = v.parse(PublishedBundle, (await ask('POST', `bundles/${hash}/retire`)).json());
    expect(retired.retiredAt).not.toBeNull();
    expect(await publish()).toEqual(retired);
    expect(await shown()).toEqual([]);
    expect((await ask('GET', 'bundles')).json()).toEqual([retired]);
    expect(codeOf(await ask('POST', 'rounds', { bundle: hash }))).toBe('aggregation/bundle-unknown');
  });

  it('are refused where a device would refuse them', async () => {
    const post = async (bundle: object) => codeOf(await ask('POST', 'bundles', bundle));
    expect(await post({ ...asked, minimumReports: 49 })).toBe('aggregation/bundle-weakened');
    expect(await post({ ...asked, expiry: 1 })).toBe('aggregation/bundle-expired');
    expect(await post({ ...asked, extra: 1 })).toBe('operators/malformed-request');
    expect(codeOf(await ask('POST', `bundles/${'0'.repeat(64)}/retire`))).toBe('aggregation/bundle-unknown');
  });
});

describe('rounds', () => {
  it('are made by hand, watched, and aborted; what ended stays as it ended', async () => {
    const { hash } = await publish({ ...asked, participations: 2 });
    const made = v.parse(RoundStatus, (await ask('POST', 'rounds', { bundle: hash })).json());
    expect(made).toMatchObject({ bundle: hash, phase: 'advertising', answers: 0, endedAt: null });
    expect((await ask('GET', 'rounds')).json()).toEqual({ rounds: [made], next: null });
    expect(codeOf(await ask('GET', `rounds/${made.id}/sum`))).toBe('operators/no-sum');
    const aborted = v.parse(RoundStatus, (await ask('POST', `rounds/${made.id}/abort`)).json());
    expect(aborted).toMatchObject({ phase: 'aborted', abortReason: 'by-operator' });
    expect((await ask('POST', `rounds/${made.id}/abort`)).json()).toEqual(aborted);
    await database.update(round).set({ abortReason: 'too-few-answers' });
    expect(codeOf(await ask('POST', `rounds/${made.id}/abort`))).toBe('operators/round-ended');
    const unknown = '0'.repeat(64);
    for (const path of [`rounds/${unknown}`, `rounds/${unknown}/sum`])
      expect(codeOf(await ask('GET', path))).toBe('operators/unknown-round');
    expect(codeOf(await ask('GET', 'rounds/nothing'))).toBe('http/malformed');
  });

  it('have leg times of their own by order, within bounds', async () => {
    const { hash } = await publish({ ...asked, participations: 3 });
    const deadline = { advertising: 900, sharing: 700, reporting: 3_600, confirming: 5, unmasking: 60 };
    const legTimes = { deadline, grace: 7 };
    const from = Date.now();
    const { id, legClosesAt } = v.parse(
      RoundStatus,
      (await ask('POST', 'rounds', { bundle: hash, legTimes })).json(),
    );
    expect(legClosesAt).toBeGreaterThanOrEqual(from + 900_000);
    const [stored] = await database
      .select()
      .from(round)
      .where(eq(round.id, bytesOf(id)));
    expect(stored.legTimes).toEqual(legTimes);
    for (const wrong of [
      { deadline: { ...deadline, sharing: 4 }, grace: 7 },
      { deadline: { ...deadline, reporting: 3_601 }, grace: 7 },
      { deadline, grace: -1 },
      { deadline, grace: 121 },
      { deadline: { sharing: 60 }, grace: 2 },
      { grace: 2 },
    ])
      expect(codeOf(await ask('POST', 'rounds', { bundle: hash, legTimes: wrong }))).toBe(
        'operators/malformed-request',
      );
  });
});

describe('invites', () => {
  it('are made, each once, and stored as hashes', async () => {
    const expires = Date.now() + 3_600_000;
    const order = { count: 3, expires };
    const { codes } = v.parse(MadeInvites, (await ask('POST', 'invites', order)).json());
    const hashes = codes.map((code) =>
      createHash('sha256')
        .update(inviteCodeBytes(code) ?? '')
        .digest('hex'),
    );
    const stored = await database.select().from(invite);
    expect(stored.map(({ codeHash }) => Buffer.from(codeHash).toString('hex')).sort()).toEqual(hashes.sort());
    for (const wrong of [{ count: 0, expires }, { count: 1, expires: 0 }, { count: 1 }])
      expect(codeOf(await ask('POST', 'invites', wrong))).toBe('operators/malformed-request');
    expect(await database.$count(invite)).toBe(3);
  });
});

describe('the audit log', () => {
  it('has every change, by whom, and no secret', async () => {
    const page = async (query = '') => v.parse(AuditPage, (await ask('GET', `audit${query}`)).json());
    const [before] = (await page('?limit=1')).entries;
    const { hash } = await publish({ ...asked, participations: 3 });
    const { id } = v.parse(RoundStatus, (await ask('POST', 'rounds', { bundle: hash })).json());
    await ask('POST', `rounds/${id}/abort`);
    await ask('POST', `rounds/${'0'.repeat(64)}/abort`);
    await ask('POST', `bundles/${hash}/retire`);
    const expires = Date.now() + 3_600_000;
    const { codes } = v.parse(MadeInvites, (await ask('POST', 'invites', { count: 1, expires })).json());
    const { entries } = await page(`?limit=5`);
    const actor = { kind: 'credential' };
    expect(entries).toMatchObject([
      { actor, action: 'invite/make', detail: { count: 1, expires } },
      { actor, action: 'bundle/retire', subject: hash },
      { actor, action: 'round/abort', subject: id },
      { actor, action: 'round/start', subject: id, detail: { bundle: hash } },
      { actor, action: 'bundle/publish', subject: hash, previous: before.hash },
    ]);
    const whole = (await ask('GET', 'audit/export')).body;
    expect(v.parse(v.array(AuditEntry), JSON.parse(whole)).toReversed().slice(0, 5)).toEqual(entries);
    for (const secret of [codes[0], credential]) expect(whole).not.toContain(secret);
    for (const wrong of ['?limit=0', '?limit=201', '?before=0', '?before=x'])
      expect(codeOf(await ask('GET', `audit${wrong}`))).toBe('http/malformed');
  });
});
