// The whole of an experiment over a real server and a real database: two models are tried at once, made devices answer by the real protocol, and
// what their noised sums say is done by the server itself.
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { httpTokens } from '@parlour/private-aggregation/transport';
import { armOf, type OwnQuality } from '@parlour/private-aggregation/queries';
import { encodeFusion, startingWeights } from '@parlour/recommend';
import { AuditPage, CatalogueManifest } from '@parlour/wire';
import type { Experiment, ModelKind } from '@parlour/wire/api';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { epochBundle } from '../bundle/epoch-bundle.ts';
import { partMakers, type PartOrder } from '../bundle/part-makers.ts';
import { publicTrials } from '../bundle/quality-part.ts';
import { importCatalogue } from '../catalogue/import-catalogue.ts';
import { followJob } from '../operator/follow-job.ts';
import { type OperatorClient, operatorClient } from '../operator/operator-client.ts';
import { readOperatorCredential } from '../start/operator-credential.ts';
import { type RunningParlour, runningParlour } from '../start/testing/running-parlour.ts';
import { runRound } from './cold-start/run-round.ts';
import { currentEpoch } from './current-epoch.ts';
import { tinyModel } from './testing/tiny-model.ts';

let parlour: RunningParlour;
let operator: OperatorClient;
const titles = Array.from({ length: 12 }, (_, index) => `Film ${index}`);

beforeAll(async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  parlour = await runningParlour(async (data) => {
    const film = (name: string) => ({
      '@type': 'Movie',
      '@context': 'https://schema.org',
      name,
      datePublished: '1999',
    });
    const file = join(data.root, 'first.ndjson');
    await writeFile(file, titles.map((name) => JSON.stringify(film(name))).join('\n'));
    await importCatalogue(data, 'jsonld', file, { publish: true });
  });
  operator = operatorClient(parlour.url, await readOperatorCredential(parlour.data));
}, 300_000);
afterAll(() => parlour?.stop());

const manifest = async (): Promise<CatalogueManifest> =>
  v.parse(
    CatalogueManifest,
    JSON.parse(await readFile(join(parlour.data.publicCatalogue, 'manifest.json'), 'utf8')),
  );
const add = async (kind: ModelKind, body: Uint8Array<ArrayBuffer>): Promise<string> =>
  (await operator.ask('POST /api/operator/models', { query: { kind }, body })).id;
const promote = async (id: string, share: number, isAutomatic: boolean): Promise<void> => {
  const order = { params: { id }, body: { share, isAutomatic } };
  await followJob(operator, await operator.ask('POST /api/operator/models/:id/promote', order));
};
const experiments = async (): Promise<Experiment[]> =>
  (await operator.ask('GET /api/operator/models')).experiments;

const weights = (collaborative: number): Uint8Array<ArrayBuffer> =>
  encodeFusion(
    {
      weights: { ...startingWeights, collaborative, content: 0.6 - collaborative },
      member: 'content',
      trust: 1,
      cases: 100,
      memberNdcg: 0.1,
      ndcg: 0.11,
      gain: 0.01,
      gainSe: 0.005,
    },
    'test',
  );

const cohort = 256;
const mostRounds = 4;
/** Half of the people try each candidate: one finds what they watch, the other loses it. */
const qualities: Record<string, Record<OwnQuality['arm'], number>> = {
  collaborative: { current: 0.05, candidate: 0.95 },
  fusion: { current: 0.95, candidate: 0.05 },
};

it('promotes the better of two candidates and rolls back the worse, by sums of people alone', async () => {
  const { publicCatalogue } = parlour.data;
  for (const [kind, first, second] of [
    ['collaborative', tinyModel(publicCatalogue, 1), tinyModel(publicCatalogue, 2)],
    ['fusion', weights(0.1), weights(0.2)],
  ] as const) {
    await promote(await add(kind, await first), 1, false);
    await promote(await add(kind, await second), 0.5, true);
  }
  const before = await manifest();
  const trials = await publicTrials(publicCatalogue);
  expect(trials.map(({ model, share }) => [model, share])).toEqual([
    ['collaborative', 0.5],
    ['fusion', 0.5],
  ]);

  for (
    let round = 0;
    round < mostRounds && (await experiments()).some(({ outcome }) => outcome === null);
    round += 1
  )
    await askEverybody();
  const ended = await experiments();
  expect(ended.map(({ kind, outcome }) => [kind, outcome])).toEqual([
    ['fusion', 'rolled-back'],
    ['collaborative', 'promoted'],
  ]);
  for (const { looks } of ended) {
    expect(looks[0].reports).toBeGreaterThanOrEqual(50);
    // Half of the people are in each arm, give or take noise and chance.
    for (const people of Object.values(looks[0].people))
      expect(Math.abs(people - looks[0].reports / 2)).toBeLessThan(
        6 * (looks[0].noise + Math.sqrt(looks[0].reports) / 2),
      );
  }

  const after = await manifest();
  expect(after.canaries).toBeUndefined();
  expect(after.collaborative?.sha256).toBe(before.canaries?.[0].file.sha256);
  expect(after.fusion?.sha256).toBe(before.fusion?.sha256);
  // What the sums said travels with the models, to everybody.
  expect(after.tried).toMatchObject([
    { model: 'collaborative', outcome: 'promoted', candidate: after.collaborative?.sha256 },
    { model: 'fusion', outcome: 'rolled-back', current: after.fusion?.sha256 },
  ]);
  const authorization = `Bearer ${await readOperatorCredential(parlour.data)}`;
  const answer = await fetch(new URL('/api/operator/audit', parlour.url), { headers: { authorization } });
  const audit = v.parse(AuditPage, await answer.json());
  const bySchedule = audit.entries.filter(
    ({ actor, action }) => actor.kind === 'schedule' && action.startsWith('model/'),
  );
  expect(bySchedule.map(({ action }) => action).toSorted()).toEqual(['model/promote', 'model/roll-back']);
  const shown = await parlour.run('models', 'trials');
  expect(shown).toMatch(/promoted/);
  expect(shown).toMatch(/hits .* difference/);
}, 600_000);

/** A round of the devices of so many new people, each with a secret of their own. */
async function askEverybody(): Promise<void> {
  const { data, url } = parlour;
  const minimumReports = Math.floor(cohort * 0.85);
  const trials = await publicTrials(data.publicCatalogue);
  const order: PartOrder = {
    data,
    people: cohort,
    minimumReports,
    modelShare: 0.8,
    titles: 12,
    perPerson: 4,
    modelTitles: 12,
    lastBasis: undefined,
  };
  const parts = [];
  for (const { experiment } of trials) parts.push((await partMakers.quality({ ...order, experiment })).part);
  const bundle = epochBundle(parts, {
    epoch: await currentEpoch(httpTokens({ base: `${url}/api/` })),
    expiry: Date.now() + 86_400_000,
    minimumReports,
    cohort,
    dropout: 0.02,
  });
  const people = Array.from({ length: cohort }, () => new Uint8Array(randomBytes(32)));
  const said = await Promise.all(
    people.map(async (secret) => {
      const own = new Map<string, OwnQuality>();
      for (const { experiment, model, share } of trials) {
        const arm = await armOf(nodeSuite, secret, experiment, share);
        own.set(experiment, { arm, hits: qualities[model][arm], clicks: 0.5, completions: 0.2 });
      }
      return (experiment: string) => own.get(experiment);
    }),
  );
  const looksBefore = await looksOf();
  await runRound({
    url,
    credential: await readOperatorCredential(data),
    operator,
    bundle,
    folder: data.publicCatalogue,
    histories: people.map(() => []),
    qualities: said,
  });
  // The queue looks at the sums, and publishes what they say.
  await vi.waitUntil(async () => (await looksOf()) >= looksBefore + trials.length, {
    timeout: 120_000,
    interval: 250,
  });
  await vi.waitUntil(
    async () =>
      (await experiments()).every(
        ({ outcome, looks: [look] }) => outcome !== null || look?.decision === 'go-on',
      ),
    { timeout: 120_000, interval: 250 },
  );
}

const looksOf = async (): Promise<number> =>
  (await experiments()).reduce((sum, { looks }) => sum + looks.length, 0);
