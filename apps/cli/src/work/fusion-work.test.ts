import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signPublicFile } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { startingWeights, startOf } from '@parlour/recommend';
import type { FusionOrder } from '@parlour/server';
import { CatalogueManifest } from '@parlour/wire';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type WrittenWeightings, writeWeightings } from '../bundle/weightings-file.ts';
import { decodeFusionFile } from '../catalogue/decode-fusion-file.ts';
import { publishStarter } from '../catalogue/publish-starter.ts';
import { type DataFolder, openDataFolder } from '../data-folder.ts';
import { fusionWork } from './fusion-work.ts';
import { operatorWork } from './operator-work.ts';

let data: DataFolder;
let tried: WrittenWeightings;
beforeAll(async () => {
  data = await openDataFolder(await mkdtemp(join(tmpdir(), 'parlour-fusion-work-')));
  await publishStarter(data);
  tried = await writeWeightings(data.publicCatalogue);
}, 120_000);
afterAll(() => rm(data.root, { recursive: true, force: true }));

const sign = (text: string) => signPublicFile(nodeSuite, 'fusion', text, new Uint8Array(32).fill(3));
/** Of a thousand people each: the more the second strategy counts, the more they gain. */
const order = (gain: number, change: Partial<FusionOrder> = {}): FusionOrder => {
  const [[, start], ...others] = tried.weightings.weightings;
  return {
    weightings: tried.name,
    most: 0.5,
    parent: undefined,
    bundles: ['a'.repeat(64)],
    epsilon: { one: 1, delta: 1e-5 },
    cohorts: [1, 2].map((round) => ({
      round: `${round}`.repeat(64),
      epoch: '2026-w48',
      sum: Float64Array.from(others, ([, share]) => 1000 * gain * (share - start)),
      reports: 1000,
      noise: 4,
    })),
    ...change,
  };
};

describe('weights drawn from released sums', () => {
  it('are a signed candidate where they are clearly better, the same of the same sums, and start lists once published', async () => {
    const run = await operatorWork(data).fusion(order(0.1), sign);
    expect(run).toMatchObject({ state: 'passed', reason: null });
    expect(run.metrics).toMatchObject({ contentShare: 0, contextShare: 1, reports: 2000, gateCases: 0 });
    expect(run.metrics.gain).toBeGreaterThan(0.03);
    expect((await fusionWork(data, order(0.1))).text).toBe((await fusionWork(data, order(0.1))).text);
    const promoted = run.made?.sha256 ?? '';
    await operatorWork(data).publish({ kind: 'fusion', promoted, canary: undefined }, () => undefined);
    const { fusion } = v.parse(
      CatalogueManifest,
      JSON.parse(await readFile(join(data.publicCatalogue, 'manifest.json'), 'utf8')),
    );
    expect(fusion?.sha256).toBe(promoted);
    const file = await decodeFusionFile(
      new Uint8Array(await readFile(join(data.publicCatalogue, fusion?.path ?? ''))),
    );
    if (file.from !== 'people') throw new Error('not of people');
    const { origin } = file.shared;
    expect(origin).toMatchObject({ weightings: tried.name, parents: [], bundles: ['a'.repeat(64)] });
    expect(origin.cohorts.map(({ reports }) => reports)).toEqual([1000, 1000]);
    const start = startOf(file);
    expect(start.context).toBeGreaterThan(10 * start.content);
    expect(start.collaborative).toBe(startingWeights.collaborative);

    // From there, the same is no gain any more.
    const again = await fusionWork(data, order(0.1, { parent: promoted }));
    expect(again).toMatchObject({ state: 'refused', text: undefined });
    expect(again.reason).toContain('No way of mixing is clearly better');
    // And a clear loss is one: back to where the others are better.
    const back = await fusionWork(data, order(-0.1, { parent: promoted }));
    expect(back).toMatchObject({ state: 'passed', metrics: { contentShare: 1 } });
  });

  it('are none where noise could have said as much', async () => {
    expect(await fusionWork(data, order(0.004))).toMatchObject({ state: 'refused', text: undefined });
  });

  it('are none without the file that was asked over, or of another number', async () => {
    expect(await fusionWork(data, order(0.1, { weightings: 'b'.repeat(32) }))).toMatchObject({
      state: 'failed',
    });
    const cohorts = order(0.1).cohorts.map((one) => ({ ...one, sum: one.sum.slice(1) }));
    expect(await fusionWork(data, order(0.1, { cohorts }))).toMatchObject({ state: 'failed' });
  });

  it('are refused where their signature is not of what they say', async () => {
    const signed = await sign('{"format":1}');
    const bytes = new TextEncoder().encode(JSON.stringify({ ...signed, text: '{}' }));
    await expect(decodeFusionFile(bytes)).rejects.toMatchObject({ code: 'model/damaged-fusion' });
  });
});
