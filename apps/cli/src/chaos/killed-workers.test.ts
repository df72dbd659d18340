import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CatalogueManifest } from '@parlour/wire';
import type { OperatorJob } from '@parlour/wire/api';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { followJob } from '../operator/follow-job.ts';
import { chaosRound } from './chaos-round.ts';
import { type Cluster, cluster } from './cluster.ts';
import { dice } from './dice.ts';

let ground: Cluster;
beforeAll(async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  ground = await cluster();
}, 300_000);
afterAll(() => ground.close());

const eachWorker = (what: 'kill' | 'start') => Promise.all(ground.workers.map((worker) => worker[what]()));

it('all workers are killed while they take masks away: the sum is that of the reports', async () => {
  let isStruck = false;
  const verdict = await chaosRound({
    cluster: ground,
    dice: dice(1),
    at: { kind: 'unmasking', share: 0.5 },
    byDemand: false,
    async strike() {
      // Nobody gets past the first part that is written, so that they are killed in the middle of it and not after.
      const client = await ground.database.$client.connect();
      try {
        await client.query('begin; lock table parlour.unmask_part in access exclusive mode');
        await vi.waitFor(
          async () => {
            const { rowCount } = await ground.database.$client.query(
              `select from pg_stat_activity where wait_event_type = 'Lock' and query like '%unmask_part%'
                 and exists (select from parlour.round where phase = 'adding')`,
            );
            expect(rowCount).toBeGreaterThan(0);
          },
          { timeout: 90_000, interval: 50 },
        );
        await eachWorker('kill');
        isStruck = true;
        await client.query('commit');
      } finally {
        client.release();
      }
      await eachWorker('start');
    },
  });
  expect(isStruck).toBe(true);
  expect(verdict).toMatchObject({ phase: 'released', wrongs: [] });
}, 300_000);

it('all workers are killed in the middle of an import: it is done by those that come after, and nothing is lost', async () => {
  const titles = 6_000;
  const film = (number: number) => ({
    '@context': 'https://schema.org',
    '@type': 'Movie',
    name: `Film ${number}`,
    datePublished: String(1950 + (number % 70)),
  });
  const lines = Array.from({ length: titles }, (_, number) => JSON.stringify(film(number)));
  const { operator } = ground;
  const manifest = async () => {
    const text = await readFile(join(ground.data, 'public', 'catalogue', 'manifest.json'), 'utf8');
    return v.parse(CatalogueManifest, JSON.parse(text));
  };
  const all = (await manifest()).items + titles;
  const asked = await operator.ask('POST /api/operator/imports', {
    query: { name: 'films.ndjson', format: 'jsonld', publish: true },
    body: new TextEncoder().encode([...lines, '{"@type":"Movie"}'].join('\n')),
  });
  const read = () => operator.ask('GET /api/operator/jobs/:id', { params: { id: asked.id } });
  let seen: OperatorJob | undefined;
  await vi.waitFor(
    async () => {
      seen = await read();
      expect(seen.fraction).toBeGreaterThan(0);
    },
    { timeout: 60_000, interval: 20 },
  );
  await eachWorker('kill');
  expect(seen?.state).toBe('running');
  expect(await read()).toMatchObject({ state: 'running', endedAt: null });
  await eachWorker('start');
  const { result } = await followJob(operator, asked);
  expect(result).toMatchObject({ kind: 'import', titles: all, refused: 1, rows: titles + 1 });
  expect(await manifest()).toMatchObject({
    items: all,
    version: result?.kind === 'import' ? result.published : '',
  });
  expect(await readdir(join(ground.data, 'uploads'))).toEqual([]);
}, 300_000);
