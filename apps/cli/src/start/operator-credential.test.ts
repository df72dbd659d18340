import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type DataFolder, openDataFolder } from '../data-folder.ts';
import { makeOperatorCredential, readOperatorCredential } from './operator-credential.ts';

let data: DataFolder;
beforeEach(async () => {
  data = await openDataFolder(await mkdtemp(join(tmpdir(), 'parlour-credential-')));
});
afterEach(() => rm(data.root, { recursive: true, force: true }));

it('is made once, by whichever process is first, for its owner alone', async () => {
  await expect(readOperatorCredential(data)).rejects.toMatchObject({ code: 'start/no-credential' });
  const hashes = await Promise.all(Array.from({ length: 8 }, () => makeOperatorCredential(data)));
  const credential = await readOperatorCredential(data);
  expect(credential).toMatch(/^[\w-]{43}$/);
  const hash = createHash('sha256').update(credential).digest();
  expect(hashes).toEqual(Array.from({ length: 8 }, () => hash));
  expect((await stat(join(data.root, 'operator-credential'))).mode & 0o777).toBe(0o600);
  expect((await readdir(data.root)).filter((name) => name.startsWith('operator-'))).toHaveLength(1);
});
