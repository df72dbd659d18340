import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDataFolder } from '../data-folder.ts';
import { publishOnce } from './publish-once.ts';

test('of several that start together on one folder, one publishes, and the others wait for it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parlour-served-'));
  try {
    const data = await openDataFolder(folder);
    await Promise.all([publishOnce(data), publishOnce(data), publishOnce(data)]);
    const manifest = join(data.publicCatalogue, 'manifest.json');
    const published = await readFile(manifest);
    await publishOnce(data);
    expect(await readFile(manifest)).toEqual(published);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
