import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, test } from 'vitest';
import { createVault } from './create-vault.ts';
import { eraseVault } from './erase-vault.ts';
import { openVault } from './open-vault.ts';
import { testEvent } from './testing/test-event.ts';
import { loneLease, testPlatform, type TestPlatform } from './testing/test-platform.ts';
import type { Vault } from './vault.ts';
import { acquireLease } from './vault-lease.ts';
import { vaultStatus } from './vault-status.ts';

// Web Locks and BroadcastChannel are Node's own. "Tabs" share one thread here; in Chromium two pages do it.
const passphrase = 'correct horse battery';
let platform: TestPlatform;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  platform = testPlatform();
});
const make = async (): Promise<Vault> => (await createVault(passphrase, { platform })).vault;
const code = (name: string): object => ({ code: `vault/${name}` });
const locked = (vault: Vault): Promise<string> => new Promise((resolve) => vault.onLock(resolve));

describe('a lease', () => {
  test('is held by one tab at a time', async () => {
    const lease = await acquireLease();
    await expect(acquireLease()).rejects.toMatchObject(code('held-elsewhere'));
    await lease.release();
    await lease.release();
    expect(lease.isHeld).toBe(false);
    await (await acquireLease()).release();
  });

  test('is given up when asked for, after its holder has finished', async () => {
    const first = await acquireLease();
    const order: string[] = [];
    first.onLost(async () => {
      order.push('told');
      await new Promise((resolve) => setImmediate(resolve));
      order.push('finished');
    });
    const second = await acquireLease({ takeOver: true, platform });
    order.push('taken');
    expect(order).toEqual(['told', 'finished', 'taken']);
    expect([first.isHeld, second.isHeld]).toEqual([false, true]);
    await second.release();
  });

  test('is taken by force from a holder that hangs', async () => {
    const first = await acquireLease();
    const told = new Promise<void>((resolve) => {
      first.onLost(() => {
        resolve();
        return new Promise(() => undefined);
      });
    });
    const taking = acquireLease({ takeOver: true, platform });
    await told;
    platform.clock.advance(2000);
    const second = await taking;
    // The news of the theft comes by its own way.
    await new Promise((resolve) => setImmediate(resolve));
    expect([first.isHeld, second.isHeld]).toEqual([false, true]);
    await second.release();
  });
});

describe('a second tab', () => {
  test('is refused while the vault is open, and let in once it is locked', async () => {
    const vault = await make();
    await expect(openVault({ passphrase }, { platform })).rejects.toMatchObject(code('held-elsewhere'));
    await vault.lock();
    await (await openVault({ passphrase }, { platform })).lock();
  });

  test('takes over politely: buffered events are written first, then the first tab refuses everything', async () => {
    const vault = await make();
    const appended = vault.append(testEvent('a'));
    const reason = locked(vault);
    const lease = await acquireLease({ takeOver: true, platform });
    expect(await reason).toBe('taken-over');
    expect(await appended).toBe(true);
    await expect(vault.append(testEvent('b'))).rejects.toMatchObject(code('taken-over'));
    expect(() => vault.events()).toThrow(expect.objectContaining(code('taken-over')));
    const second = await openVault({ passphrase }, { platform, lease });
    expect(second.events()).toEqual([testEvent('a')]);
    await second.lock();
    expect(lease.isHeld).toBe(false);
  });

  test('that opened the vault fences off a first tab that has not noticed yet', async () => {
    // Leases that tell nothing, as if the news were still on its way.
    const { vault: first } = await createVault(passphrase, { platform, lease: loneLease() });
    await first.appendMany([testEvent('a')]);
    const late = first.append(testEvent('late')).catch((error: unknown) => error);
    const second = await openVault({ passphrase }, { platform, lease: loneLease() });
    const reason = locked(first);
    await expect(first.appendMany([testEvent('b')])).rejects.toMatchObject(code('taken-over'));
    expect(await late).toMatchObject(code('taken-over'));
    expect(await reason).toBe('taken-over');
    for (const refused of [
      () => first.saveBlob('settings', new Uint8Array()),
      () => first.removePasskey(),
      () => first.checkpoint(),
    ]) {
      await expect(refused()).rejects.toMatchObject(code('taken-over'));
    }
    await second.appendMany([testEvent('c')]);
    await second.lock();
    const third = await openVault({ passphrase }, { platform, lease: loneLease() });
    expect(third.events()).toEqual([testEvent('a'), testEvent('c')]);
  });

  test('with a wrong passphrase leaves the first one able to write', async () => {
    const { vault } = await createVault(passphrase, { platform, lease: loneLease() });
    await expect(
      openVault({ passphrase: 'something else' }, { platform, lease: loneLease() }),
    ).rejects.toMatchObject(code('wrong-passphrase'));
    expect(await vault.appendMany([testEvent('a')])).toEqual({ added: 1, known: 0 });
  });

  test('keeps its lease when opening fails, and loses nothing when it has lost it', async () => {
    await (await make()).lock();
    const lease = await acquireLease();
    await expect(openVault({ passphrase: 'something else' }, { platform, lease })).rejects.toMatchObject(
      code('wrong-passphrase'),
    );
    expect(lease.isHeld).toBe(true);
    await lease.release();
    await expect(openVault({ passphrase }, { platform, lease })).rejects.toMatchObject(code('taken-over'));
  });
});

describe('the status', () => {
  test('tells who holds the vault without making anything', async () => {
    expect(await vaultStatus(platform)).toEqual({ state: 'none' });
    expect(await indexedDB.databases()).toEqual([]);
    await expect(openVault({ passphrase }, { platform })).rejects.toMatchObject(code('none'));
    expect(await indexedDB.databases()).toEqual([]);
    const vault = await make();
    expect(await vaultStatus(platform)).toMatchObject({ state: 'present', heldElsewhere: false });
    await vault.lock();
    const { promise, resolve } = Promise.withResolvers<void>();
    const other = navigator.locks.request('parlour-vault', () => promise);
    expect(await vaultStatus(platform)).toMatchObject({ state: 'present', heldElsewhere: true });
    resolve();
    await other;
  });
});

describe('erasing', () => {
  test('locks an open vault and leaves nothing', async () => {
    const vault = await make();
    const reason = locked(vault);
    await eraseVault({ platform });
    expect(['taken-over', 'erased']).toContain(await reason);
    expect(await indexedDB.databases()).toEqual([]);
    expect(await vaultStatus(platform)).toEqual({ state: 'none' });
    await (await make()).lock();
  });

  test('closes connections of a vault whose lease was not asked for', async () => {
    const { vault } = await createVault(passphrase, { platform, lease: loneLease() });
    const reason = locked(vault);
    await eraseVault({ platform });
    expect(await reason).toBe('erased');
  });

  test('needs no key and no readable vault', async () => {
    await (await make()).lock();
    await eraseVault({ platform });
    await eraseVault({ platform });
    expect(await vaultStatus(platform)).toEqual({ state: 'none' });
  });

  test('says so when another tab does not let go', async () => {
    await (await make()).lock();
    const request = indexedDB.open('parlour-vault');
    const stubborn = await new Promise<IDBDatabase>((resolve) => {
      request.onsuccess = () => {
        resolve(request.result);
      };
    });
    const blocked = new Promise((resolve) => {
      stubborn.onversionchange = resolve;
    });
    const erased = eraseVault({ platform });
    await blocked;
    platform.clock.advance(10_000);
    await expect(erased).rejects.toMatchObject(code('erase-blocked'));
    stubborn.close();
  });
});

describe('a database that was deleted', () => {
  const remove = async (): Promise<void> => {
    globalThis.indexedDB = new IDBFactory();
    await Promise.resolve();
  };

  test('is told from one that never was, and a new vault can be made', async () => {
    await (await make()).lock();
    await remove();
    expect(await vaultStatus(platform)).toEqual({ state: 'evicted' });
    await expect(openVault({ passphrase }, { platform })).rejects.toMatchObject(code('evicted'));
    const vault = await make();
    expect(vault.events()).toEqual([]);
    await vault.lock();
    expect(await vaultStatus(platform)).toMatchObject({ state: 'present' });
  });

  test('under an open vault: what was not yet acknowledged is refused, and the vault locks', async () => {
    const vault = await make();
    const reason = locked(vault);
    const appended = vault.append(testEvent('a'));
    // What a browser does to connections when it clears site data.
    const request = indexedDB.open('parlour-vault');
    await new Promise<void>((resolve) => {
      request.onsuccess = () => {
        const transaction = request.result.transaction(['owner'], 'readwrite');
        transaction.objectStore('owner').clear();
        transaction.oncomplete = () => {
          request.result.close();
          resolve();
        };
      };
    });
    await expect(vault.flush()).rejects.toMatchObject(code('evicted'));
    await expect(appended).rejects.toMatchObject(code('evicted'));
    expect(await reason).toBe('evicted');
    await expect(vault.append(testEvent('b'))).rejects.toMatchObject(code('evicted'));
  });
});
