import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkBundle } from '@parlour/private-aggregation';
import { qualityExperiment, queryKind } from '@parlour/private-aggregation/queries';
import type { CatalogueManifest } from '@parlour/wire';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { epochBundle } from './epoch-bundle.ts';
import { partMakers, type PartOrder } from './part-makers.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parlour-quality-part-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const [first, second] = ['1'.repeat(32), '2'.repeat(32)];
async function publish(canaries?: CatalogueManifest['canaries']): Promise<void> {
  const file = { path: 'x', sha256: '0'.repeat(64), bytes: 1, brotliBytes: 1 };
  const manifest: CatalogueManifest = {
    format: 1,
    version: '0'.repeat(16),
    publishedAt: 0,
    items: 0,
    columns: file,
    ...(canaries && { canaries }),
  };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
}
const ask = (experiment?: string) => {
  const order = { data: { publicCatalogue: folder }, minimumReports: 50, ...(experiment && { experiment }) };
  return partMakers.quality(order as PartOrder);
};
const trial = (experiment: string, share: number) => ({
  model: 'moments' as const,
  experiment,
  share,
  file: { path: 'y', sha256: '1'.repeat(64), bytes: 1, brotliBytes: 1 },
});

it('asks of a model on trial what every device holds a bundle to, at any share of people', async () => {
  for (const share of [0.01, 0.1, 0.5, 0.99]) {
    await publish([trial(first, share), trial(second, 0.5)]);
    const { part, about } = await ask();
    expect(about).toContain(first);
    const options = { epoch: '2026-w48', expiry: 1, minimumReports: 50, dropout: 0.1 };
    const bundle = epochBundle([part], options);
    expect(() => checkBundle(bundle)).not.toThrow();
    const [query] = bundle.queries;
    expect(qualityExperiment(query)).toBe(first);
    expect(queryKind(query, bundle)?.family).toBe('quality');
    expect(2 * query.scale).toBeGreaterThanOrEqual(0.6 * query.clipShare * (1 - 1e-9));
    expect(2 * query.scale).toBeLessThanOrEqual(query.clipShare);
  }
  expect((await ask(second)).about).toContain(second);
});

it('is refused where nothing is tried, or nothing of that name', async () => {
  await publish();
  await expect(ask()).rejects.toMatchObject({ code: 'bundle/nothing-tried' });
  await publish([trial(first, 0.5)]);
  await expect(ask(second)).rejects.toMatchObject({ code: 'bundle/nothing-tried' });
});
