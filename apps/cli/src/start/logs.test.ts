import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { routeAccess } from '@parlour/server';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importCatalogue } from '../catalogue/import-catalogue.ts';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatabase } from './open-database.ts';
import { readOperatorCredential } from './operator-credential.ts';
import { type RunningParlour, runningParlour } from './testing/running-parlour.ts';

/** Stands in requests where something personal or secret would. */
const marker = randomBytes(12).toString('hex');
let parlour: RunningParlour;

beforeAll(async () => {
  parlour = await runningParlour(
    async (data) => {
      const file = join(data.root, 'first.ndjson');
      await writeFile(
        file,
        JSON.stringify({ '@context': 'https://schema.org', '@type': 'Movie', name: 'One' }),
      );
      await importCatalogue(data, 'jsonld', file, { publish: true });
    },
    { PARLOUR_LOG_LEVEL: 'trace' },
  );
}, 300_000);
afterAll(() => parlour.stop());

function send(method: string, path: string, headers: Record<string, string>, body = ''): Promise<number> {
  const { hostname, port } = new URL(parlour.url);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, method, path, headers: { 'user-agent': marker, ...headers } });
    asked.on('response', (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

/** What the database holds that nobody may read in a log, in the forms that a log could have it in. */
async function secrets(): Promise<string[]> {
  const opened = await openDatabase(parlour.data, false);
  try {
    const { rows } = await opened.database.execute<{ secret: Buffer }>(sql`
      select signing_seed as secret from parlour.aggregator_key
      union all select private_key from parlour.token_epoch
      union all select blind_signature from parlour.issuance
      union all select blinded_hash from parlour.issuance
      union all select code_hash from parlour.invite
      union all select signing_key from parlour.token_use
      union all select sum from parlour.round where sum is not null
      union all select setup from parlour.round`);
    return rows.flatMap(({ secret }) => {
      const part = secret.subarray(0, 24);
      return [
        part.toString('hex'),
        part.toString('base64').slice(0, 30),
        part.toString('base64url').slice(0, 30),
      ];
    });
  } finally {
    await opened.close();
  }
}

describe('the log of server and queue, at its most talkative', () => {
  it('has nothing of whole rounds, tokens, invites and operators but routes, statuses and times', {
    timeout: 240_000,
  }, async () => {
    const credential = await readOperatorCredential(parlour.data);
    const codes = (await parlour.run('invite', 'make', '2')).trim().split('\n');
    await parlour.run(
      'simulate',
      'devices',
      '--count',
      '64',
      '--dropout',
      '0.05',
      '--dimension',
      '96',
      '--bits',
      '24',
    );
    const json = { 'content-type': 'application/json' };
    const octets = { 'content-type': 'application/octet-stream' };
    const operator = { authorization: `Bearer ${credential}` };
    const statuses = [
      await send('GET', `/?${marker}`, { 'x-forwarded-for': '203.0.113.77', cookie: `${marker}=1` }),
      await send('GET', `/${marker}`, {}),
      await send(
        'POST',
        '/api/tokens',
        json,
        JSON.stringify({ admission: { kind: 'invite', code: marker } }),
      ),
      await send('POST', '/api/tokens', json, `{"${marker}`),
      await send('POST', `/api/rounds/${marker}/messages`, octets, marker),
      await send('POST', `/api/rounds/${'ab'.repeat(32)}/messages`, octets, marker),
      await send('GET', `/api/rounds/${'ab'.repeat(32)}/next/roster?key=${marker}`, {}),
      await send('GET', '/api/operator/rounds', { authorization: `Bearer ${marker}` }),
      await send('POST', '/api/operator/bundles', { ...operator, ...json }, JSON.stringify({ marker })),
      await send(
        'POST',
        '/api/operator/imports?format=jsonld&name=' + marker,
        { ...operator, ...octets },
        marker,
      ),
      await send('GET', `/api/operator/jobs?after=${marker}`, operator),
    ];
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
    await parlour.run('round', 'list');
    const output = parlour.output();
    const lines = output.split('\n').filter((line) => line.startsWith('{'));
    expect(lines.length).toBeGreaterThan(300);
    const routes = new Set(Object.keys(routeAccess).map((name) => name.split(' ')[1]));
    for (const line of lines) {
      const { level, time, method, route, status, ms, msg, ...rest } = JSON.parse(line);
      expect([typeof level, typeof time, rest], line).toEqual(['number', 'number', {}]);
      if (msg !== undefined) expect(msg).toMatch(/^Server listening at http:\/\/(127\.0\.0\.1|\[::1\]):\d+$/);
      else {
        expect(method).toMatch(/^(GET|POST|HEAD)$/);
        expect(route === 'unknown' || routes.has(route), line).toBe(true);
        expect([typeof status, typeof ms]).toEqual(['number', 'number']);
      }
    }
    const found = [credential, marker, '203.0.113.77', ...codes, ...(await secrets())].filter((secret) =>
      output.includes(secret),
    );
    expect(found).toEqual([]);
  });
});
