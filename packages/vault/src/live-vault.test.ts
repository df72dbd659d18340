import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, test } from 'vitest';
import { createVault } from './create-vault.ts';
import { openVault } from './open-vault.ts';
import { withRawDatabase } from './testing/raw-database.ts';
import { testEvent, testEvents } from './testing/test-event.ts';
import { loneLease, testPlatform, type TestPlatform } from './testing/test-platform.ts';
import type { Vault } from './vault.ts';
import { VaultExport } from './vault-export.ts';
import * as v from 'valibot';

// IndexedDB is the fake of `fake-indexeddb`, in memory; Chromium's own is exercised by the end-to-end tests.
const passphrase = 'correct horse battery';
let platform: TestPlatform;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  platform = testPlatform();
});
const make = async (): Promise<Vault> =>
  (await createVault(passphrase, { platform, lease: loneLease() })).vault;
const reopen = (): Promise<Vault> => openVault({ passphrase }, { platform, lease: loneLease() });
const ids = (vault: Vault): string[] => vault.events().map(({ id }) => id);

describe('appending', () => {
  test('shows an event at once and writes it after five seconds', async () => {
    const vault = await make();
    let isDurable = false;
    const appended = vault.append(testEvent('a')).then((isNew) => {
      isDurable = true;
      return isNew;
    });
    expect(ids(vault)).toEqual(['a']);
    platform.clock.advance(4999);
    await vault.loadBlob('settings');
    expect(isDurable).toBe(false);
    platform.clock.advance(1);
    expect(await appended).toBe(true);
    await vault.lock();
    expect(ids(await reopen())).toEqual(['a']);
  });

  test('writes the twentieth with the nineteen before it, in one transaction', async () => {
    const vault = await make();
    const results = testEvents(20).map((event) => vault.append(event));
    expect(await Promise.all(results)).toEqual(Array.from({ length: 20 }, () => true));
    expect(await withRawDatabase((database) => database.keys('log'))).toHaveLength(20);
  });

  test('writes on flush', async () => {
    const vault = await make();
    const appended = vault.append(testEvent('a'));
    await vault.flush();
    expect(await appended).toBe(true);
  });

  test('adds the same id once, whether it is buffered or on disk', async () => {
    const vault = await make();
    const first = vault.append(testEvent('a'));
    const second = vault.append(testEvent('a', { kind: 'like' }));
    await vault.flush();
    expect([await first, await second, await vault.append(testEvent('a'))]).toEqual([true, false, false]);
    expect(vault.events()).toEqual([testEvent('a')]);
    await vault.lock();
    expect((await reopen()).events()).toEqual([testEvent('a')]);
  });

  test('refuses what is not an event, and the whole list it came in', async () => {
    const vault = await make();
    const bad = testEvent('b', { stars: 9 });
    await expect(vault.append(bad)).rejects.toMatchObject({ code: 'vault/bad-event' });
    await expect(vault.appendMany([testEvent('a'), bad])).rejects.toMatchObject({ code: 'vault/bad-event' });
    expect(vault.events()).toEqual([]);
  });

  test('gives the same array until something changes', async () => {
    const vault = await make();
    await vault.appendMany(testEvents(3));
    const events = vault.events();
    await vault.saveBlob('settings', new Uint8Array(3));
    expect(vault.events()).toBe(events);
    await vault.retract('e1');
    expect(ids(vault)).toEqual(['e0', 'e2']);
  });

  test('imports in batches of a thousand, in order, and tells of each', async () => {
    const vault = await make();
    const progress: number[] = [];
    const waiting = vault.append(testEvent('e5', { kind: 'like' }));
    const events = [...testEvents(2500), testEvent('e7')];
    const result = await vault.appendMany(events, ({ done, total }) => progress.push(done / total));
    expect(result).toEqual({ added: 2499, known: 2 });
    expect(progress).toEqual([1000 / 2501, 2000 / 2501, 1]);
    expect(await waiting).toBe(true);
    expect(vault.events()).toHaveLength(2500);
    expect(await vault.appendMany(events)).toEqual({ added: 0, known: 2501 });
    await vault.lock();
    const again = await reopen();
    expect(again.events()).toHaveLength(2500);
    expect(again.events().find(({ id }) => id === 'e5')?.kind).toBe('like');
  });
});

describe('taking back', () => {
  test('an import is gone from view, log and checkpoints, and can be imported again', async () => {
    const vault = await make();
    await vault.appendMany(testEvents(700, { importId: 'first' }));
    await vault.checkpoint();
    await vault.appendMany([testEvent('x'), testEvent('y', { importId: 'first' })]);
    expect(await vault.retractImport('first')).toBe(701);
    expect(await vault.retractImport('first')).toBe(0);
    expect(ids(vault)).toEqual(['x']);
    await withRawDatabase(async (database) => {
      expect(await database.keys('log')).toEqual([]);
      expect(await database.keys('checkpoints')).toHaveLength(2);
    });
    await vault.appendMany(testEvents(2, { importId: 'first' }));
    await vault.lock();
    expect(ids(await reopen())).toEqual(['x', 'e0', 'e1']);
  });

  test('many events are gone at once and for good, whole imports and parts of them', async () => {
    const vault = await make();
    await vault.appendMany(testEvents(120, { importId: 'whole', profile: 'ana' }));
    await vault.appendMany([
      testEvent('mine', { importId: 'part' }),
      testEvent('hers', { importId: 'part' }),
    ]);
    await vault.appendMany([testEvent('x'), testEvent('y', { profile: 'ana' })]);
    const buffered = vault.append(testEvent('z', { profile: 'ana' }));
    const gone = vault.events().filter(({ id, profile }) => profile === 'ana' || id === 'hers');
    expect(await vault.retractMany(['nobody', ...gone.map(({ id }) => id)])).toBe(123);
    expect(await buffered).toBe(true);
    expect(ids(vault)).toEqual(['mine', 'x']);
    expect(await withRawDatabase((database) => database.keys('log'))).toEqual([]);
    expect(await vault.retractMany(gone.map(({ id }) => id))).toBe(0);
    await vault.lock();
    expect(ids(await reopen())).toEqual(['mine', 'x']);
  });

  test('one event is gone at once, and its bytes when the vault is locked', async () => {
    const vault = await make();
    await vault.appendMany(testEvents(3));
    expect([await vault.retract('e1'), await vault.retract('e1')]).toEqual([true, false]);
    void vault.append(testEvent('z'));
    expect(await vault.retract('z')).toBe(true);
    await vault.lock();
    expect(await withRawDatabase((database) => database.keys('log'))).toEqual([]);
    expect(ids(await reopen())).toEqual(['e0', 'e2']);
  });
});

describe('blobs', () => {
  test('come back as they were saved, the newest', async () => {
    const vault = await make();
    expect(await vault.loadBlob('personal-model')).toBeUndefined();
    for (const byte of [1, 2, 3]) {
      await vault.saveBlob('personal-model', new Uint8Array(5000).fill(byte));
    }
    await vault.saveBlob('settings', new Uint8Array());
    await vault.lock();
    const again = await reopen();
    expect(await again.loadBlob('personal-model')).toEqual(new Uint8Array(5000).fill(3));
    expect(await again.loadBlob('settings')).toEqual(new Uint8Array());
    expect(await withRawDatabase((database) => database.keys('blobs'))).toEqual([
      ['personal-model', 2],
      ['personal-model', 3],
      ['settings', 1],
    ]);
  });
});

describe('locking', () => {
  test('drops everything, tells once, and refuses from then on', async () => {
    const vault = await make();
    const reasons: string[] = [];
    vault.onLock((reason) => reasons.push(reason));
    const appended = vault.append(testEvent('a'));
    await Promise.all([vault.lock(), vault.lock()]);
    expect(await appended).toBe(true);
    expect(reasons).toEqual(['command']);
    expect(vault.isLocked).toBe(true);
    expect(() => vault.events()).toThrow(expect.objectContaining({ code: 'vault/locked' }));
    for (const refused of [
      () => vault.append(testEvent('b')),
      () => vault.appendMany([]),
      () => vault.flush(),
      () => vault.retract('a'),
      () => vault.saveBlob('settings', new Uint8Array()),
      () => vault.loadBlob('settings'),
      () => vault.removePasskey(),
      () => vault.exportJson(),
    ]) {
      await expect(refused()).rejects.toMatchObject({ code: 'vault/locked' });
    }
  });

  test('comes after idle time, put off by touching', async () => {
    const vault = await make();
    vault.setIdleLock(60_000);
    platform.clock.advance(59_000);
    vault.touch();
    platform.clock.advance(59_999);
    expect(vault.isLocked).toBe(false);
    platform.clock.advance(1);
    expect(vault.isLocked).toBe(true);
    await vault.lock();
  });

  test('comes on the first touch after the device slept too long', async () => {
    const vault = await make();
    vault.setIdleLock(60_000);
    platform.clock.sleep(60_000);
    vault.touch();
    expect(vault.isLocked).toBe(true);
    await vault.lock();
  });

  test('is switched off by zero', async () => {
    const vault = await make();
    vault.setIdleLock(60_000);
    vault.setIdleLock(0);
    platform.clock.advance(1e9);
    expect(vault.isLocked).toBe(false);
  });
});

test('the database shows nothing but sequence numbers, fixed names, padded sizes', async () => {
  const vault = await make();
  const canary = 'Zwölf Uhr mittags';
  const personal = testEvent('canary-id', {
    title: { name: canary },
    item: 'movie:canary:1952',
    importId: 'canary-import',
  });
  await vault.appendMany([personal, testEvent('canary-other')]);
  void vault.append(testEvent('x', { title: { name: canary.repeat(9) } }));
  void vault.append(testEvent('y'));
  await vault.saveBlob('imports', new TextEncoder().encode('canary-import'));
  await vault.retract('canary-other');
  await vault.checkpoint();
  void vault.append(testEvent('canary-last'));
  await vault.lock();
  const everything = await withRawDatabase(async (database) => {
    const stores = ['header', 'owner', 'log', 'checkpoints', 'blobs'];
    expect(await Promise.all(stores.map((store) => database.keys(store)))).toEqual([
      ['a', 'b'],
      ['owner'],
      [5],
      [1, 2],
      [['imports', 1]],
    ]);
    return Promise.all(stores.map((store) => database.getAll(store)));
  });
  const bytes = (value: unknown): string =>
    value instanceof Uint8Array
      ? Buffer.from(value).toString('latin1')
      : typeof value === 'object' && value !== null
        ? Object.values(value).map(bytes).join()
        : String(value);
  const text = bytes(everything);
  expect(text).toContain('argon2id13');
  // Whichever way the umlaut is written; two letters alone turn up in random bytes.
  expect(text).not.toMatch(/canary|Title of|lf Uhr|completion/);
  expect(ids(await reopen())).toEqual(['canary-id', 'x', 'y', 'canary-last']);
});

test('short events look alike on disk', async () => {
  const vault = await make();
  const names = ['Up', 'The Assassination of Jesse James by the Coward Robert Ford'];
  const appended = names.map((name, i) => vault.append(testEvent(i, { title: { name } })));
  await vault.flush();
  await Promise.all(appended);
  const records = await withRawDatabase((database) => database.getAll('log'));
  expect(records.map((record) => (record as Uint8Array).length)).toEqual([541, 541]);
});

test('keeps whose an event is, through log, checkpoint and export', async () => {
  const vault = await make();
  const events = [testEvent('before'), testEvent('a', { profile: 'ana' })];
  await vault.appendMany(events);
  await vault.lock();
  const fromLog = await reopen();
  expect(fromLog.events()).toEqual(events);
  await fromLog.checkpoint();
  await fromLog.lock();
  const fromCheckpoint = await reopen();
  expect(fromCheckpoint.events()).toEqual(events);
  const exported = v.parse(VaultExport, JSON.parse(await fromCheckpoint.exportJson()));
  expect(exported.events).toEqual(events);
});

test('exports everything as JSON', async () => {
  const vault = await make();
  void vault.append(testEvent('a', { stars: 4.5, kind: 'rating' }));
  await vault.saveBlob('settings', new TextEncoder().encode('{"a":1}'));
  const exported = v.parse(VaultExport, JSON.parse(await vault.exportJson()));
  expect(exported).toEqual({
    schema: 'parlour-vault-export',
    version: 1,
    exportedAt: platform.clock.now(),
    events: [testEvent('a', { stars: 4.5, kind: 'rating' })],
    blobs: { settings: btoa('{"a":1}') },
    damaged: [],
  });
});
