import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { httpTokens } from '@parlour/private-aggregation/transport';
import { AuditPage, Bundle, CatalogueManifest, inviteCodeBytes, MadeEnrolment } from '@parlour/wire';
import {
  CatalogueSource,
  Health,
  InviteBatch,
  JobPage,
  ModelList,
  OperatorJob,
  PublishedBundle,
  RejectedPage,
  RoundPage,
  RoundStatus,
  Schedule,
} from '@parlour/wire/api';
import { TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { importCatalogue } from '../catalogue/import-catalogue.ts';
import { followJob } from '../operator/follow-job.ts';
import { type OperatorClient, operatorClient } from '../operator/operator-client.ts';
import { currentEpoch } from '../simulate/current-epoch.ts';
import { simulationBundle } from '../simulate/simulation-bundle.ts';
import { readOperatorCredential } from '../start/operator-credential.ts';
import { type RunningParlour, runningParlour } from '../start/testing/running-parlour.ts';

const film = (name: string) => ({
  '@context': 'https://schema.org',
  '@type': 'Movie',
  name,
  datePublished: '1999',
});
let parlour: RunningParlour;
let operator: OperatorClient;

/** With a small catalogue, so that publishing takes moments. */
beforeAll(async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  parlour = await runningParlour(async (data) => {
    const file = join(data.root, 'first.ndjson');
    await writeFile(file, ['One', 'Two', 'Three'].map((name) => JSON.stringify(film(name))).join('\n'));
    await importCatalogue(data, 'jsonld', file, { publish: true });
  });
  operator = operatorClient(parlour.url, await readOperatorCredential(parlour.data));
}, 300_000);
afterAll(() => parlour.stop());

const asked = async <Schema extends v.GenericSchema>(schema: Schema, ...words: string[]) =>
  v.parse(schema, JSON.parse(await parlour.run(...words, '--json')));
const manifest = async () =>
  v.parse(
    CatalogueManifest,
    JSON.parse(await readFile(join(parlour.data.publicCatalogue, 'manifest.json'), 'utf8')),
  );
/** As a script of an operator reads it: the route answers in portions, and is no part of the command line. */
const auditOf = async ({ url, data }: RunningParlour) => {
  const authorization = `Bearer ${await readOperatorCredential(data)}`;
  const answer = await fetch(new URL('/api/operator/audit', url), { headers: { authorization } });
  return v.parse(AuditPage, await answer.json());
};
const finish = async (job: OperatorJob): Promise<OperatorJob> => followJob(operator, job);

describe('on the machine of the server, by its credential', () => {
  it('bundles are costed, published and retired; rounds started, watched and aborted', async () => {
    const epoch = await currentEpoch(httpTokens({ base: `${parlour.url}/api/` }));
    const file = join(parlour.data.root, 'bundle.json');
    const size = { count: 64, dropout: 0.05, dimension: 96, bits: 24 };
    const bundle = simulationBundle(size, epoch, Date.now() + 3_600_000);
    await writeFile(file, JSON.stringify(bundle));
    expect(await parlour.run('bundle', 'cost', file)).toMatch(/^together\t[01]\.\d{3}\t/m);
    const { hash, signed, cost } = await asked(PublishedBundle, 'bundle', 'publish', file);
    expect(v.parse(Bundle, JSON.parse(signed.bundle))).toEqual(bundle);
    expect(cost.queries).toMatchObject([{ id: 'simulation/vector', one: cost.together.one }]);
    expect(await parlour.run('bundle', 'demand', hash, '--on', 'no')).toContain(`${hash}\t`);
    const { id } = await asked(RoundStatus, 'round', 'start', hash);
    expect(await asked(RoundPage, 'round', 'list', '--open')).toMatchObject({
      rounds: [{ id, by: 'hand', phase: 'advertising' }],
      next: null,
    });
    expect(await parlour.run('round', 'abort', id)).toContain('aborted (by-operator)');
    expect(await parlour.run('round', 'show', id)).toMatch(/^advertising\tto-come\t0 of -$/m);
    expect(await asked(PublishedBundle, 'bundle', 'retire', hash)).toMatchObject({ hash, byDemand: false });
    await expect(parlour.run('round', 'start', hash)).rejects.toThrow(/known/);
  }, 120_000);

  it('invites are made and revoked, schedules added, disabled and removed', async () => {
    const codes = (await parlour.run('invite', 'make', '3', '--note', 'friends')).trim().split('\n');
    expect(new Set(codes).size).toBe(3);
    const [batch] = await asked(v.array(InviteBatch), 'invite', 'list');
    expect(batch).toMatchObject({ made: 3, used: 0, expired: 0, note: 'friends', revokedAt: null });
    expect(await asked(InviteBatch, 'invite', 'revoke', batch.id)).toMatchObject({ expired: 3 });
    const made = await asked(Schedule, 'schedule', 'add', 'train', '--cron', '30 4 * * 1');
    expect(made).toMatchObject({ work: { kind: 'train' }, enabled: true, lastAt: null });
    expect(await asked(Schedule, 'schedule', 'disable', made.id)).toMatchObject({ nextAt: null });
    expect(await parlour.run('schedule', 'remove', made.id)).toBe(`removed\t${made.id}\n`);
    expect(await asked(v.array(Schedule), 'schedule', 'list')).toEqual([]);
    await expect(parlour.run('schedule', 'add', 'train', '--cron', '30 4 31 2 *')).rejects.toThrow(
      /never comes/,
    );
  }, 120_000);
});

/** Ratings of people who go through films of a kind one after the other, as MovieLens packs them. */
async function ratingsZip(films: number): Promise<Uint8Array<ArrayBuffer>> {
  const zip = new ZipWriter(new Uint8ArrayWriter());
  const titles = Array.from({ length: films }, (_, i) => `${i + 1},Film ${i} (${1950 + i}),Drama`);
  const ratings = Array.from({ length: 40 }, (_, person) =>
    Array.from(
      { length: 8 },
      (__, i) => `${person + 1},${((person + i) % films) + 1},4.0,${1_000_000 + 100 * person + i}`,
    ),
  ).flat();
  await zip.add('set/movies.csv', new TextReader(['movieId,title,genres', ...titles].join('\n')));
  await zip.add(
    'set/ratings.csv',
    new TextReader(['userId,movieId,rating,timestamp', ...ratings].join('\n')),
  );
  return zip.close() as Promise<Uint8Array<ArrayBuffer>>;
}

describe('work that the queue does', () => {
  it('imports a file: progress, rejected rows, a new snapshot', async () => {
    const before = await manifest();
    const rows = [film('Four'), { '@context': 'https://schema.org', '@type': 'Movie' }, film('Five')];
    const body = new TextEncoder().encode(rows.map((row) => JSON.stringify(row)).join('\n'));
    const query = { name: 'more.ndjson', format: 'jsonld' } as const;
    const job = await finish(await operator.ask('POST /api/operator/imports', { query, body }));
    expect(job).toMatchObject({ state: 'done', fraction: 1, import: query });
    const after = await manifest();
    expect(job.result).toMatchObject({ kind: 'import', rows: 3, added: 2, refused: 1, titles: 5 });
    expect(job.result).toMatchObject({ published: after.version });
    expect([before.items, after.items]).toEqual([3, 5]);
    const call = { params: { id: job.id }, query: {} };
    const rejected = await operator.ask('GET /api/operator/jobs/:id/rejected', call);
    expect(v.parse(RejectedPage, rejected)).toMatchObject({ kept: 1, rows: [{ file: null, line: 2 }] });
    await expect(
      operator.ask('POST /api/operator/imports', { query, body: new Uint8Array() }),
    ).rejects.toMatchObject({ code: 'operators/empty-file' });
    const wrong = new TextEncoder().encode('no catalogue');
    const failing = await operator.ask('POST /api/operator/imports', { query, body: wrong });
    await expect(finish(failing)).rejects.toMatchObject({ code: 'catalogue/nothing-usable' });
    expect(await manifest()).toEqual(after);
    const { jobs } = v.parse(JobPage, await operator.ask('GET /api/operator/jobs', { query: {} }));
    expect(jobs.map(({ state }) => state)).toEqual(['failed', 'done']);
  }, 120_000);

  it('trains a model from imported ratings; versions are promoted, tried and rolled back', async () => {
    await expect(parlour.run('model', 'train')).rejects.toThrow(/No set of public ratings/);
    const trainOn = async (films: number) => {
      const query = { name: 'set.zip', format: 'movielens', publish: false } as const;
      const body = await ratingsZip(films);
      await finish(await operator.ask('POST /api/operator/imports', { query, body }));
      const { result } = await asked(OperatorJob, 'model', 'train');
      return result?.kind === 'train' ? result.model : '';
    };
    const [first, second] = [await trainOn(12), await trainOn(16)];
    const models = async () => v.parse(ModelList, await operator.ask('GET /api/operator/models'));
    const { versions } = await models();
    expect(versions.map(({ id }) => id)).toEqual([second, first]);
    expect(versions[1].origin).toMatchObject({
      sources: ['movielens'],
      quality: { people: 40, ratings: 320 },
    });
    const hashOf = (id: string) => versions.find((each) => each.id === id)?.sha256;
    await parlour.run('model', 'promote', first);
    // What is promoted is, byte for byte, what everybody downloads.
    const served = (await manifest()).collaborative;
    expect(served?.sha256).toBe(hashOf(first));
    const file = await readFile(join(parlour.data.publicCatalogue, served?.path ?? ''));
    expect(createHash('sha256').update(file).digest('hex')).toBe(hashOf(first));

    await parlour.run('model', 'promote', second, '--share', '0.25');
    const tried = await manifest();
    expect(tried.collaborative?.sha256).toBe(hashOf(first));
    expect(tried.canaries).toMatchObject([
      { model: 'collaborative', share: 0.25, file: { sha256: hashOf(second) } },
    ]);
    expect((await models()).versions).toMatchObject([{ canaryShare: 0.25 }, { isPromoted: true }]);
    await parlour.run('model', 'roll-back', 'collaborative');
    expect((await manifest()).canaries).toBeUndefined();
    await parlour.run('model', 'promote', second);
    expect((await manifest()).collaborative?.sha256).toBe(hashOf(second));
    await parlour.run('model', 'roll-back', 'collaborative');
    expect((await manifest()).collaborative?.sha256).toBe(hashOf(first));
    expect((await models()).promotions.map(({ share }) => share)).toEqual([1, 1, 0, 0.25, 1]);
    await expect(parlour.run('model', 'roll-back', 'fusion')).rejects.toThrow(/nothing to roll back/);
  }, 240_000);

  it('is cancelled while it waits or while it runs: nothing of it is published or left lying about', async () => {
    const before = await manifest();
    const rows = Array.from({ length: 20_000 }, (_, i) => JSON.stringify(film(`Many ${i}`)));
    const order = (name: string, lines: readonly string[]) =>
      operator.ask('POST /api/operator/imports', {
        query: { name, format: 'jsonld', publish: true },
        body: new TextEncoder().encode(lines.join('\n')),
      });
    const long = await order('long.ndjson', rows);
    const behind = await order('behind.ndjson', rows.slice(0, 3));
    expect(await asked(OperatorJob, 'job', 'cancel', behind.id)).toMatchObject({
      state: 'cancelled',
      startedAt: null,
    });
    await vi.waitFor(
      async () => {
        const call = { params: { id: long.id } };
        const { fraction, state } = await operator.ask('GET /api/operator/jobs/:id', call);
        expect([state, fraction > 0]).toEqual(['running', true]);
      },
      { timeout: 60_000 },
    );
    expect(await parlour.run('job', 'cancel', long.id)).toContain('\tcancelled\t');
    await expect(finish(long)).rejects.toMatchObject({ code: 'operators/job-cancelled' });
    const again = await operator.ask('POST /api/operator/jobs/:id/cancel', { params: { id: long.id } });
    expect(again.state).toBe('cancelled');
    await vi.waitFor(async () => expect(await readdir(parlour.data.uploads)).toEqual([]), 60_000);
    expect(await manifest()).toEqual(before);
    // The catalogue is free for the next.
    const next = await finish(await order('next.ndjson', [JSON.stringify(film('After all'))]));
    expect(next.state).toBe('done');
    await expect(parlour.run('job', 'cancel', next.id)).rejects.toThrow(/The job is over/);
    const { entries } = await auditOf(parlour);
    expect(entries.filter(({ action }) => action === 'job/cancel').map(({ subject }) => subject)).toEqual([
      long.id,
      long.id,
      behind.id,
    ]);
    expect(await parlour.run('job', 'list')).toContain(`${behind.id}\timport of behind.ndjson\tcancelled`);
  }, 240_000);

  it('sources are added, asked, and removed', async () => {
    const words = [
      'source',
      'add',
      'https://films.invalid/feed.ndjson',
      '--format',
      'jsonld',
      '--name',
      'Feed',
    ];
    const source = await asked(CatalogueSource, ...words);
    expect(source).toMatchObject({ name: 'Feed', url: 'https://films.invalid/feed.ndjson' });
    expect(await parlour.run('source', 'list')).toContain(`${source.id}\tFeed\tjsonld\t`);
    await expect(parlour.run('source', 'refresh', source.id)).rejects.toThrow(/source/);
    expect(await parlour.run('source', 'remove', source.id)).toBe(`removed\t${source.id}\n`);
    expect(await asked(v.array(CatalogueSource), 'source', 'list')).toEqual([]);
  }, 120_000);

  it('shows in the health of the installation', async () => {
    const health = await asked(Health, 'health');
    expect(await parlour.run('health')).toMatch(/^queue\t0 waiting\t.*^migration\t.*\t0 missing$/ms);
    expect(health.processes.map(({ kind }) => kind).sort()).toEqual(['queue', 'server']);
    expect(health.database.migration).toMatchObject({ missing: 0 });
    expect(health.disk.freeBytes).toBeGreaterThan(0);
    expect(health.queue.failed).toEqual([]);
  });

  it('somebody is let in to the console, as after all passkeys were lost', async () => {
    const { code, enrolment } = await asked(MadeEnrolment, 'enrol', '--role', 'viewer', '--days', '2');
    expect(enrolment).toMatchObject({ role: 'viewer' });
    expect(inviteCodeBytes(code)).toHaveLength(16);
    const another = await parlour.run('enrol');
    expect(inviteCodeBytes(another.split('\t')[0])).toHaveLength(16);
    expect(another).toContain('\toperator\t');
    const waiting = await operator.ask('GET /api/operator/enrolments');
    expect(waiting.filter(({ id }) => id === enrolment.id)).toHaveLength(1);
    await expect(parlour.run('enrol', '--role', 'owner')).rejects.toThrow(
      'Allowed choices are viewer, operator',
    );
  });
});
