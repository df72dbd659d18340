import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createVault } from './create-vault.ts';
import { openVault } from './open-vault.ts';
import { testEvent, testEvents } from './testing/test-event.ts';
import { loneLease, testPlatform, type TestPlatform } from './testing/test-platform.ts';
import type { Vault } from './vault.ts';

// The fake knows no quota: here its `add` fails as Chromium's does.
const passphrase = 'correct horse battery';
// oxlint-disable-next-line typescript/unbound-method -- it is applied to the store it is called on
const { add, put } = IDBObjectStore.prototype;
let platform: TestPlatform;
let full: readonly string[] = [];

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  platform = testPlatform();
  full = [];
  IDBObjectStore.prototype.add = function (this: IDBObjectStore, ...parameters) {
    if (full.includes(this.name)) {
      throw new DOMException('The disk is full', 'QuotaExceededError');
    }
    return add.apply(this, parameters);
  };
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...parameters) {
    if (full.includes(this.name)) {
      throw new DOMException('The disk is full', 'QuotaExceededError');
    }
    return put.apply(this, parameters);
  };
});
afterEach(() => {
  IDBObjectStore.prototype.add = add;
  IDBObjectStore.prototype.put = put;
});
const make = async (): Promise<Vault> =>
  (await createVault(passphrase, { platform, lease: loneLease() })).vault;
const reopen = (): Promise<Vault> => openVault({ passphrase }, { platform, lease: loneLease() });
const code = { code: 'vault/quota-exceeded' };

test('an append on a full disk is refused and taken out of sight; what was there stays, and so does the vault', async () => {
  const vault = await make();
  await vault.appendMany([testEvent('a')]);
  full = ['log', 'blobs'];
  const appended = vault.append(testEvent('b'));
  expect(vault.events()).toHaveLength(2);
  await expect(vault.flush()).rejects.toMatchObject(code);
  await expect(appended).rejects.toMatchObject(code);
  expect(vault.events()).toEqual([testEvent('a')]);
  await expect(vault.saveBlob('settings', new Uint8Array(1))).rejects.toMatchObject(code);
  await expect(vault.appendMany(testEvents(3))).rejects.toMatchObject(code);
  await expect(vault.retract('a')).rejects.toMatchObject(code);
  full = [];
  expect(await vault.appendMany([testEvent('b')])).toEqual({ added: 1, known: 0 });
  await vault.lock();
  const again = await reopen();
  expect(again.events()).toEqual([testEvent('a'), testEvent('b')]);
  expect(again.damage.complete).toBe(true);
});

test('a checkpoint on a full disk costs nothing, is told, and is tried again as the log grows', async () => {
  const vault = await make();
  full = ['checkpoints'];
  await vault.appendMany(testEvents(600));
  await vault.flush();
  expect(vault.upkeepProblem).toMatchObject(code);
  await expect(vault.checkpoint()).rejects.toMatchObject(code);
  full = [];
  await vault.appendMany([testEvent('x')]);
  await vault.flush();
  expect(vault.upkeepProblem).toMatchObject(code);
  await vault.appendMany(testEvents(700));
  await vault.flush();
  expect(vault.upkeepProblem).toBeUndefined();
  await vault.lock();
  expect((await reopen()).events()).toHaveLength(701);
});

test('undoing an import takes effect even if it cannot be erased yet, and is erased later', async () => {
  const vault = await make();
  await vault.appendMany(testEvents(10, { importId: 'i' }));
  full = ['checkpoints'];
  expect(await vault.retractImport('i')).toBe(10);
  expect(vault.upkeepProblem).toMatchObject(code);
  await vault.lock();
  full = [];
  const again = await reopen();
  expect(again.events()).toEqual([]);
  await again.lock();
  const keys = await new Promise<IDBValidKey[]>((resolve) => {
    const request = indexedDB.open('parlour-vault');
    request.onsuccess = () => {
      const all = request.result.transaction('log').objectStore('log').getAllKeys();
      all.onsuccess = () => {
        resolve(all.result);
      };
    };
  });
  expect(keys).toEqual([]);
});

test('a vault that cannot be written is not made', async () => {
  full = ['header'];
  await expect(make()).rejects.toMatchObject(code);
  full = [];
  await make();
});

const everything = ['owner', 'header', 'log', 'checkpoints', 'blobs'];

test('on a full disk the vault opens, is read and exported, and writes again when there is space', async () => {
  const first = await make();
  await first.appendMany([testEvent('a')]);
  await first.saveBlob('settings', Uint8Array.of(7));
  await first.lock();
  full = everything;
  const vault = await reopen();
  expect(vault.events()).toEqual([testEvent('a')]);
  expect(await vault.loadBlob('settings')).toEqual(Uint8Array.of(7));
  expect(JSON.parse(await vault.exportJson())).toMatchObject({ events: [testEvent('a')] });
  await expect(vault.appendMany([testEvent('b')])).rejects.toMatchObject(code);
  full = [];
  expect(await vault.appendMany([testEvent('b')])).toEqual({ added: 1, known: 0 });
  expect(await vault.appendMany([testEvent('c')])).toEqual({ added: 1, known: 0 });
  await vault.lock();
  expect((await reopen()).events()).toHaveLength(3);
});

test('two tabs on a full disk: whoever writes first keeps the other from writing', async () => {
  const first = await make();
  await first.appendMany([testEvent('a')]);
  await first.lock();
  full = everything;
  const [one, other] = [await reopen(), await reopen()];
  full = [];
  await one.appendMany([testEvent('b')]);
  await expect(other.appendMany([testEvent('c')])).rejects.toMatchObject({ code: 'vault/taken-over' });
  expect((await reopen()).events().map(({ id }) => id)).toEqual(['a', 'b']);
});

test('a tab that lost its lease while the other opened on a full disk: nothing is overwritten', async () => {
  const loser = await make();
  await loser.appendMany([testEvent('a')]);
  full = everything;
  const winner = await reopen();
  full = [];
  await loser.appendMany([testEvent('b')]);
  await expect(winner.appendMany([testEvent('c')])).rejects.toMatchObject({
    code: expect.stringMatching(/^vault\//) as string,
  });
  expect((await reopen()).events().map(({ id }) => id)).toEqual(['a', 'b']);
});
