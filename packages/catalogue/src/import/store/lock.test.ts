import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { lockStore } from './lock.ts';

test('a store is changed by one command at a time', async () => {
  const folder = await temporaryFolder();
  {
    await using _lock = await lockStore(folder);
    const error: unknown = await lockStore(folder).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'catalogue/store-busy' });
  }
  await using lock = await lockStore(folder);
  expect(lock).toBeDefined();
});

test('the lock of a process that is gone is taken over', async () => {
  const folder = await temporaryFolder();
  // No process has this id: it is beyond the largest that Linux gives.
  await writeFile(join(folder, 'lock'), '4194999');
  await using lock = await lockStore(folder);
  expect(lock).toBeDefined();
});

test('the lock of another machine is kept while it shows signs of life, and then taken over', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'lock');
  await writeFile(path, '4194999 another-machine');
  const error: unknown = await lockStore(folder).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: 'catalogue/store-busy' });
  const long = new Date(Date.now() - 600_000);
  await utimes(path, long, long);
  await using lock = await lockStore(folder);
  expect(lock).toBeDefined();
});
