import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import * as v from 'valibot';
import { beforeEach, expect, test } from 'vitest';
import { createVault } from './create-vault.ts';
import { openVault } from './open-vault.ts';
import { flipped, withRawDatabase } from './testing/raw-database.ts';
import { loneLease, testPlatform, type TestPlatform } from './testing/test-platform.ts';
import type { Vault } from './vault.ts';
import { VaultExport } from './vault-export.ts';

const passphrase = 'correct horse battery';
let platform: TestPlatform;
let vault: Vault;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  platform = testPlatform();
  ({ vault } = await createVault(passphrase, { platform, lease: loneLease() }));
});
const reopen = (): Promise<Vault> => openVault({ passphrase }, { platform, lease: loneLease() });
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const said = async (from: Vault, name: 'ledger' | 'round' | 'replica'): Promise<number[][]> =>
  (await from.readJournal(name)).map((record) => [record.sequence, ...record.bytes]);

test('one keeps all its records, another the last alone, also after a lock', async () => {
  for (const after of [0, 1, 2]) {
    const entry = { after, bytes: bytes(10 + after) };
    expect(
      await vault.appendToJournals([
        { journal: 'ledger', ...entry },
        { journal: 'round', ...entry },
      ]),
    ).toBe(true);
  }
  await vault.lock();
  const again = await reopen();
  expect(await said(again, 'ledger')).toEqual([
    [1, 10],
    [2, 11],
    [3, 12],
  ]);
  expect(await said(again, 'round')).toEqual([[3, 12]]);
  const keys = await withRawDatabase((database) => database.keys('blobs'));
  expect(keys).toEqual([
    ['ledger', 1],
    ['ledger', 2],
    ['ledger', 3],
    ['round', 3],
  ]);
});

test('what does not come right after the last record is not written, nor what was to be written with it', async () => {
  await vault.appendToJournals([{ journal: 'ledger', after: 0, bytes: bytes(1) }]);
  for (const after of [0, 2, 7]) {
    const stale = { journal: 'ledger', after, bytes: bytes(2) } as const;
    const other = { journal: 'round', after: 0, bytes: bytes(3) } as const;
    expect(await vault.appendToJournals([other, stale])).toBe(false);
  }
  expect(await said(vault, 'ledger')).toEqual([[1, 1]]);
  expect(await said(vault, 'round')).toEqual([]);
});

test('of two that come after the same record at once, one is written', async () => {
  const both = await Promise.all(
    [1, 2].map((value) => vault.appendToJournals([{ journal: 'round', after: 0, bytes: bytes(value) }])),
  );
  expect(both.filter(Boolean)).toHaveLength(1);
  expect(await said(vault, 'round')).toHaveLength(1);
});

test('one that is damaged, missing or put in the place of another is an error, never an older state', async () => {
  for (const after of [0, 1, 2]) {
    await vault.appendToJournals([{ journal: 'ledger', after, bytes: bytes(after) }]);
    await vault.appendToJournals([{ journal: 'round', after, bytes: bytes(after) }]);
  }
  const damaged = { code: 'vault/damaged-record' };
  await withRawDatabase(async (database) => {
    const stored = await Promise.all([1, 2, 3].map((one) => database.get('blobs', ['ledger', one])));
    const round = await database.get('blobs', ['round', 3]);
    await database.put('blobs', flipped(round, 30), ['round', 3]);
    await expect(vault.readJournal('round')).rejects.toMatchObject(damaged);
    await database.put('blobs', round, ['round', 2]);
    await expect(vault.readJournal('round')).rejects.toMatchObject(damaged);

    await database.put('blobs', stored[0], ['ledger', 2]);
    await expect(vault.readJournal('ledger')).rejects.toMatchObject(damaged);
    await database.delete('blobs', ['ledger', 2]);
    await expect(vault.readJournal('ledger')).rejects.toMatchObject(damaged);
    await database.put('blobs', stored[1], ['ledger', 2]);
    expect(await said(vault, 'ledger')).toHaveLength(3);
  });
});

test('a damaged one can be begun anew where only its last record counts', async () => {
  await vault.appendToJournals([{ journal: 'round', after: 0, bytes: bytes(1) }]);
  await withRawDatabase(async (database) => {
    await database.put('blobs', flipped(await database.get('blobs', ['round', 1]), 30), ['round', 1]);
  });
  expect(await vault.appendToJournals([{ journal: 'round', after: 1, bytes: bytes() }])).toBe(true);
  expect(await said(vault, 'round')).toEqual([[2]]);
});

test('an export holds what was paid and what was sent, and no secret of a round under way', async () => {
  expect(JSON.parse(await vault.exportJson())).not.toHaveProperty('journals');
  await vault.appendToJournals([
    { journal: 'ledger', after: 0, bytes: bytes(1) },
    { journal: 'reports', after: 0, bytes: bytes(2) },
    { journal: 'round', after: 0, bytes: bytes(3) },
    { journal: 'token', after: 0, bytes: bytes(4) },
  ]);
  const exported = v.parse(VaultExport, JSON.parse(await vault.exportJson()));
  expect(exported.journals).toEqual({ ledger: [btoa('\u0001')], reports: [btoa('\u0002')] });
});
