import { readdir, utimes, writeFile } from 'node:fs/promises';
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

test('of several that find one stale lock at once, at most one takes the store at a time', async () => {
  for (let round = 0; round < 50; round++) {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'lock'), '4194999');
    let inside = 0;
    const work = async () => {
      await using _lock = await lockStore(folder);
      inside += 1;
      expect(inside).toBe(1);
      for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
      inside -= 1;
    };
    const ends = await Promise.allSettled(Array.from({ length: 8 }, work));
    expect(ends.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    for (const end of ends)
      if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'catalogue/store-busy' });
    expect(await readdir(folder)).toEqual([]);
  }
});

test('who was taken for gone gives nothing back that is another’s by then', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'lock');
  const slow = await lockStore(folder);
  const long = new Date(Date.now() - 600_000);
  await utimes(path, long, long);
  await using _lock = await lockStore(folder);
  await slow[Symbol.asyncDispose]();
  const error: unknown = await lockStore(folder).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: 'catalogue/store-busy' });
});
