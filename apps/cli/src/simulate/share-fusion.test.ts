import { peopleOfCatalogue } from '@parlour/bench/people-of-catalogue';
import { httpTokens } from '@parlour/private-aggregation/transport';
import type { TrainingRun } from '@parlour/wire/api';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { epochBundle } from '../bundle/epoch-bundle.ts';
import { partMakers } from '../bundle/part-makers.ts';
import { publishedCatalogue } from '../catalogue/published-catalogue.ts';
import { operatorClient } from '../operator/operator-client.ts';
import { readOperatorCredential } from '../start/operator-credential.ts';
import { type RunningParlour, runningParlour } from '../start/testing/running-parlour.ts';
import { runRound } from './cold-start/run-round.ts';
import { currentEpoch } from './current-epoch.ts';

const devices = 64;
let parlour: RunningParlour;

beforeAll(async () => {
  parlour = await runningParlour();
}, 300_000);
afterAll(() => parlour.stop());

it('what 64 devices say of ways of mixing is released by a real server, learned from, and believed only as far as noise lets it be', {
  timeout: 300_000,
}, async () => {
  const { url, data } = parlour;
  const { catalogue } = await publishedCatalogue(data.publicCatalogue);
  const { items, starts } = await peopleOfCatalogue(catalogue, devices, 3);
  const histories = Array.from({ length: devices }, (_, person) =>
    [...items.subarray(starts[person], starts[person + 1])].map((row) => catalogue.id(row)),
  );
  const credential = await readOperatorCredential(data);
  const operator = operatorClient(url, credential);
  const order = {
    data,
    people: devices,
    minimumReports: 50,
    modelShare: 0.8,
    titles: 64,
    perPerson: 16,
    modelTitles: 64,
    lastBasis: undefined,
  };
  const { part } = await partMakers.fusion(order);
  const bundle = epochBundle([part], {
    epoch: await currentEpoch(httpTokens({ base: `${url}/api/` })),
    expiry: Date.now() + 86_400_000,
    minimumReports: 50,
    cohort: devices,
    dropout: 0.02,
  });
  const folder = data.publicCatalogue;
  const reports = await runRound({ url, credential, operator, bundle, histories, folder });
  expect(reports).toBeGreaterThanOrEqual(50);
  const run = await vi.waitFor(
    async (): Promise<TrainingRun> => {
      const { runs } = await operator.ask('GET /api/operator/models');
      const found = runs.find(({ kind }) => kind === 'fusion');
      if (found === undefined) throw new Error('not yet');
      return found;
    },
    { timeout: 120_000, interval: 500 },
  );
  expect(run.parameters).toMatchObject({ members: 'content context', cohorts: 1 });
  expect(run.metrics).toMatchObject({ reports });
  // Of so few reports a mean of 0.25 x 3.8 / 0.6 / 64 is noise alone.
  expect(run.metrics.noise).toBeGreaterThan(0.02);
  expect(Math.abs(run.metrics.gain)).toBeLessThan(0.2);
  const { versions, promotions } = await operator.ask('GET /api/operator/models');
  // Nothing is served before an operator says so, and of what was refused there is no version.
  expect(promotions).toEqual([]);
  expect(versions.map(({ id }) => id)).toEqual(run.model === null ? [] : [run.model]);
  expect(run.state === 'passed').toBe(run.model !== null);
});
