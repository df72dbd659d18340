import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDataFolder } from '../data-folder.ts';
import { publishStarter } from './publish-starter.ts';
import { publishedParts } from './published-parts.ts';

test('where there is no model, what people here watch stands in for one, if it is in the catalogue', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parlour-cli-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const { publicCatalogue } = await openDataFolder(folder);
  await publishStarter(await openDataFolder(folder));
  const before = await publishedParts(publicCatalogue);
  expect(before.strategies?.some(({ name }) => name === 'collaborative')).toBe(false);
  const manifest = join(publicCatalogue, 'manifest.json');
  const published = await readFile(manifest, 'utf8');
  const partsWith = async (item: string) => {
    const told = {
      format: 1,
      reports: 1000,
      rounds: 1,
      noise: 0.01,
      items: [item],
      shares: [0.5],
      rising: [],
    };
    await writeFile(join(publicCatalogue, 'popularity-x.json'), JSON.stringify(told));
    const file = { path: 'popularity-x.json', sha256: '0'.repeat(64), bytes: 1, brotliBytes: 1 };
    await writeFile(manifest, JSON.stringify({ ...JSON.parse(published), popularity: file }));
    return publishedParts(publicCatalogue);
  };
  const { strategies, catalogue } = await partsWith(before.catalogue.id(7));
  const standIn = strategies?.find(({ name }) => name === 'collaborative');
  expect(standIn?.isAlikeForAll).toBe(true);
  const everything = new Uint8Array(catalogue.size).fill(1);
  const somebody = standIn?.prepare([{ row: 3, at: 0, weight: 1 }]);
  expect([...(somebody?.rank(everything, { now: 0 }).rows ?? [])]).toEqual([7]);
  const elsewhere = await partsWith('movie:not-here:1900');
  expect(elsewhere.strategies?.some(({ name }) => name === 'collaborative')).toBe(false);
});
