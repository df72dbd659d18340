import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createVault } from './create-vault.ts';
import { openVault } from './open-vault.ts';
import { Crasher, type Death } from './testing/crash.ts';
import { flipped, withRawDatabase } from './testing/raw-database.ts';
import { loneLease, testPlatform, type TestPlatform } from './testing/test-platform.ts';
import type { Vault } from './vault.ts';

const passphrase = 'correct horse battery';
let platform: TestPlatform;
let vault: Vault;
let crasher: Crasher;

const make = async (): Promise<void> => {
  globalThis.indexedDB = new IDBFactory();
  ({ vault } = await createVault(passphrase, { platform, lease: loneLease() }));
};
const reopen = async (): Promise<void> => {
  vault = await openVault({ passphrase }, { platform, lease: loneLease() });
};
const write = (after: number, value: number, isWhole = false): Promise<boolean> =>
  vault.appendToJournals([{ journal: 'replica', after, bytes: Uint8Array.of(value), isWhole }]);
const said = async (): Promise<number[]> =>
  (await vault.readJournal('replica')).map(({ bytes }) => bytes[0] as number);
const damaged = { code: 'vault/damaged-record' };

beforeEach(async () => {
  platform = testPlatform();
  crasher = new Crasher();
  await make();
});
afterEach(() => crasher.restore());

describe('a journal of a whole record and what was appended to it', () => {
  it('gives both, and lets go of them for the next whole one', async () => {
    for (const value of [1, 2, 3]) await write(value - 1, value);
    expect(await said()).toEqual([1, 2, 3]);
    await write(3, 4, true);
    await write(4, 5);
    await vault.lock();
    await reopen();
    expect(await said()).toEqual([4, 5]);
    expect(await withRawDatabase((database) => database.keys('blobs'))).toEqual([
      ['replica', 4],
      ['replica', 5],
      ['replica end', 0],
    ]);
  });

  it('reads what was written before anything could be appended', async () => {
    await write(0, 1);
    await write(1, 2, true);
    // As it lay there then: the last record alone, and nothing that says so.
    await withRawDatabase((database) => database.delete('blobs', ['replica end', 0]));
    expect(await said()).toEqual([2]);
    await write(2, 3);
    expect(await said()).toEqual([2, 3]);
  });

  it('gives nothing where a record is missing, damaged, doubled, moved or of another whole one; the last included', async () => {
    for (const value of [1, 2, 3, 4]) await write(value - 1, value);
    await withRawDatabase(async (database) => {
      const key = (sequence: number): [string, number] => ['replica', sequence];
      const all = await Promise.all([1, 2, 3, 4].map((sequence) => database.get('blobs', key(sequence))));
      const whole = async (): Promise<void> => {
        for (const [i, one] of all.entries()) await database.put('blobs', one, key(i + 1));
      };
      for (const sequence of [1, 2, 3, 4]) {
        await database.delete('blobs', key(sequence));
        await expect(vault.readJournal('replica'), `without ${sequence}`).rejects.toMatchObject(damaged);
        await database.put('blobs', flipped(all[sequence - 1], 30), key(sequence));
        await expect(vault.readJournal('replica'), `${sequence} damaged`).rejects.toMatchObject(damaged);
        await database.put('blobs', all[sequence % 4], key(sequence));
        await expect(vault.readJournal('replica'), `${sequence} moved`).rejects.toMatchObject(damaged);
        await whole();
      }
      await database.put('blobs', all[3], key(5));
      await expect(vault.readJournal('replica')).rejects.toMatchObject(damaged);
      await database.delete('blobs', key(5));
      expect(await said()).toEqual([1, 2, 3, 4]);
      const end = await database.get('blobs', ['replica end', 0]);
      await database.delete('blobs', ['replica end', 0]);
      await expect(vault.readJournal('replica')).rejects.toMatchObject(damaged);
      await database.put('blobs', end, ['replica end', 0]);
      // What was appended to a whole record that is gone counts no more.
      await write(4, 5, true);
      await database.put('blobs', all[3], key(4));
      await expect(vault.readJournal('replica')).rejects.toMatchObject(damaged);
    });
  });

  it('holds what was acknowledged, and at most what was under way, whenever the tab dies', async () => {
    const step = fc.record({
      isWhole: fc.boolean(),
      dieAt: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
      death: fc.constantFrom<Death>('before', 'after'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        await make();
        let model: number[] = [];
        let last = 0;
        for (const [value, { isWhole, dieAt, death }] of steps.entries()) {
          const after = isWhole ? [value] : [...model, value];
          if (dieAt !== undefined) crasher.dieAt(dieAt, death);
          const isAcknowledged = await write(last, value, isWhole).catch(() => false);
          const isDead = crasher.isDead;
          crasher.revive();
          if (isDead) {
            await vault.lock();
            await reopen();
          }
          const found = await said();
          if (isAcknowledged) expect(found).toEqual(after);
          else expect([model, after]).toContainEqual(found);
          model = found;
          last = (await vault.readJournal('replica')).at(-1)?.sequence ?? 0;
        }
      }),
      { numRuns: 60 },
    );
  });
});
