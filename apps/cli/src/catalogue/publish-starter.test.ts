import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CatalogueManifest } from '@parlour/wire';
import * as v from 'valibot';
import { expect, onTestFinished, test } from 'vitest';
import { openDataFolder } from '../data-folder.ts';
import { publishStarter } from './publish-starter.ts';

test('a first run publishes the starter catalogue, and a second the same', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parlour-cli-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const data = await openDataFolder(folder);
  const published = async () =>
    v.parse(
      CatalogueManifest,
      JSON.parse(await readFile(join(data.publicCatalogue, 'manifest.json'), 'utf8')),
    );
  await publishStarter(data);
  const first = await published();
  expect(first.items).toBeGreaterThanOrEqual(600);
  await publishStarter(data);
  expect((await published()).version).toBe(first.version);
});
