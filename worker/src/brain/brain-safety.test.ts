// What happens to a vault that a person keeps for long: ways in change, time passes, disks fill up, bytes flip.
import 'fake-indexeddb/auto';
import type { VaultPlatform } from '@parlour/vault';
import type { Item } from '@parlour/wire';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { BrainApi, BrainState, Progress } from '../brain-api/index.ts';
import { codeOf, film, filesOf, items, nothing, passphrase, testPlatform } from './brain-for-tests.ts';
import { createBrain } from './create-brain.ts';

let vaultPlatform: Partial<VaultPlatform>;
let brain: BrainApi;
let all: readonly Item[] = items();
const another = (platform = vaultPlatform): BrainApi =>
  createBrain({ files: filesOf(all), vaultPlatform: platform });
// oxlint-disable-next-line typescript/unbound-method -- it is applied to the store it is called on
const { add } = IDBObjectStore.prototype;

beforeEach(async () => {
  await brain?.eraseEverything();
  vaultPlatform = testPlatform();
  all = items();
  brain = another();
  await brain.start();
});
afterEach(() => {
  IDBObjectStore.prototype.add = add;
});

/** From now on storing records of these kinds fails as on a full disk. */
function fillDisk(...stores: readonly string[]): void {
  IDBObjectStore.prototype.add = function (this: IDBObjectStore, ...parameters) {
    if (stores.includes(this.name)) throw new DOMException('The disk is full', 'QuotaExceededError');
    return add.apply(this, parameters);
  };
}
const emptyDisk = (): void => {
  IDBObjectStore.prototype.add = add;
};
const csv = (titles: readonly string[]): File =>
  new File(
    [['Title,Date', ...titles.map((title, index) => `"${title}","10/${(index % 15) + 13}/23"`)].join('\n')],
    'NetflixViewingHistory.csv',
  );
const bring = async (titles: readonly string[]) => {
  const { id } = await brain.previewImport(csv(titles), {}, nothing);
  return brain.commitImport(id, { items: {}, leaveOut: [] }, nothing);
};
const total = async (): Promise<number> => (await brain.history({ offset: 0, limit: 1 })).total;
/** Flips a bit in every record of a store. */
async function damage(store: string): Promise<void> {
  const database = await openDB('parlour-vault');
  for (const key of await database.getAllKeys(store)) {
    const value: unknown = await database.get(store, key);
    if (!(value instanceof Uint8Array)) continue;
    value[value.length - 1] = (value.at(-1) ?? 0) ^ 1;
    await database.put(store, value, key);
  }
  database.close();
}

describe('ways in', () => {
  const secret = {
    credentialId: new Uint8Array([1, 2, 3]),
    prf: new Uint8Array(32).fill(9),
  };

  test('a changed passphrase opens, the old one does not, and a wrong one changes nothing', async () => {
    await brain.createVault(passphrase);
    expect(await codeOf(brain.changePassphrase('not this one', 'a new passphrase'))).toBe(
      'vault/wrong-passphrase',
    );
    await brain.changePassphrase(passphrase, 'a new passphrase');
    await brain.lock();
    expect(await codeOf(brain.unlock({ passphrase }))).toBe('vault/wrong-passphrase');
    await brain.unlock({ passphrase: 'a new passphrase' });
  });

  test('a passkey opens until it is removed', async () => {
    await brain.createVault(passphrase);
    expect((await brain.passkeyChallenge())?.salt).toHaveLength(32);
    await brain.addPasskey(passphrase, secret);
    expect((await brain.start()).hasPasskey).toBe(true);
    await brain.lock();
    expect((await brain.passkeyChallenge())?.credentialIds).toEqual([secret.credentialId]);
    await brain.unlock({ passkey: secret });
    await brain.removePasskey();
    expect((await brain.start()).hasPasskey).toBe(false);
    await brain.lock();
    expect(await codeOf(brain.unlock({ passkey: secret }))).toMatch(/^vault\//);
    await brain.unlock({ passphrase });
  });
});

describe('idleness', () => {
  /** The platform's clock, moved by hand. */
  function stoppedClock() {
    let now = 1_700_000_000_000;
    let timers: { at: number; callback: () => void }[] = [];
    return {
      clock: {
        now: () => now,
        setTimeout: (callback: () => void, milliseconds: number) => {
          const timer = { at: now + milliseconds, callback };
          timers.push(timer);
          return timer;
        },
        clearTimeout: (timer: unknown) => {
          timers = timers.filter((one) => one !== timer);
        },
      },
      pass: (minutes: number) => {
        now += minutes * 60_000;
        const due = timers.filter(({ at }) => at <= now);
        timers = timers.filter(({ at }) => at > now);
        for (const { callback } of due) callback();
      },
    };
  }
  const isOpen = async (): Promise<boolean> => (await brain.start()).vault === 'open';

  test('locks the vault after the minutes that were chosen, and whoever is there keeps it open', async () => {
    const { clock, pass } = stoppedClock();
    brain = another({ ...vaultPlatform, clock });
    await brain.start();
    await brain.createVault(passphrase);
    pass(14);
    expect(await isOpen()).toBe(true);
    await brain.touch();
    pass(14);
    expect(await isOpen()).toBe(true);
    // Nobody asked for these: a page reads anew what another device has changed.
    await brain.flush();
    await brain.watchlist();
    await brain.mine([]);
    await brain.recommend({ count: 1 });
    pass(1);
    expect(await isOpen()).toBe(false);
    expect(await codeOf(brain.history({ offset: 0, limit: 1 }))).toBe('vault/locked');
    await brain.unlock({ passphrase });
    await brain.changeSettings({ lockAfterMinutes: 5 });
    pass(5);
    expect(await isOpen()).toBe(false);
    await brain.unlock({ passphrase });
    await brain.changeSettings({ lockAfterMinutes: 0 });
    pass(100_000);
    expect(await isOpen()).toBe(true);
  });
});

describe('where a person watches', () => {
  test('platforms and country leave in the list only what is offered there', async () => {
    all = items().map((item, index) => ({
      ...item,
      platforms: [{ platform: 'even', country: index % 3 === 0 ? 'SE' : 'FR' }, { platform: 'odd' }],
    }));
    brain = another();
    await brain.start();
    await brain.createVault(passphrase);
    const rest = async (): Promise<number> => (await brain.recommend({ count: 200 })).considered;
    expect(await rest()).toBe(180);
    await brain.changeSettings({ platforms: ['even'], country: 'SE' });
    expect(await rest()).toBe(60);
    const { entries } = await brain.recommend({ count: 200 });
    expect(entries.every(({ card }) => Number(card.id.split(/\D+/)[1]) % 3 === 0)).toBe(true);
    // What is asked for at the moment goes before what is set for good.
    expect((await brain.recommend({ count: 1, platforms: ['odd'] })).considered).toBe(180);
    await brain.changeSettings({ country: 'JP' });
    expect(await rest()).toBe(0);
    expect((await brain.item(film(0)))?.card.platforms).toEqual(['odd']);
    await brain.changeSettings({ platforms: [], country: undefined });
    expect(await rest()).toBe(180);
  });
});

test('a device is measured once, by itself, when the first list is there', async () => {
  await brain.createVault(passphrase);
  const isMeasured = async (): Promise<boolean> =>
    (await brain.device()).backends.every(({ detail }) => detail !== 'Not measured yet');
  expect(await isMeasured()).toBe(false);
  await brain.recommend({ count: 1 });
  await vi.waitFor(async () => expect(await isMeasured()).toBe(true), { timeout: 30_000, interval: 200 });
  await brain.lock();
  await brain.unlock({ passphrase });
  expect(await isMeasured()).toBe(true);
}, 60_000);

describe('reading a file', () => {
  const long = csv(
    Array.from({ length: 4000 }, (_, index) => `Series ${index % 40}: Season 1: Part ${index}`),
  );

  test('stops when the person cancels, and the next one is read', async () => {
    await brain.createVault(passphrase);
    const steps: Progress[] = [];
    const stopped = brain.previewImport(long, {}, (progress) => {
      steps.push(progress);
      void brain.stopPreview();
    });
    expect(await codeOf(stopped)).toBe('import/stopped');
    expect(steps.at(-1)?.fraction).toBeLessThan(1);
    expect(await brain.previewImport(csv(['Film 3']), {}, nothing)).toMatchObject({ rows: 1 });
  });

  test('stops when another one is chosen', async () => {
    await brain.createVault(passphrase);
    const first = codeOf(brain.previewImport(long, {}, nothing));
    const second = brain.previewImport(csv(['Film 3']), {}, nothing);
    expect(await first).toBe('import/stopped');
    expect(await second).toMatchObject({ rows: 1 });
  });

  test('stops when the vault is locked, and nothing of it comes out', async () => {
    await brain.createVault(passphrase);
    const reading = codeOf(brain.previewImport(long, {}, nothing));
    await brain.lock();
    expect(await reading).toMatch(/^(import\/stopped|vault\/locked)$/);
  });

  test('tells what is left out on purpose', async () => {
    await brain.createVault(passphrase);
    const header =
      'Profile Name,Start Time,Duration,Attributes,Title,Supplemental Video Type,Device Type,Bookmark,Latest Bookmark,Country';
    const row = (title: string, kind: string): string =>
      `Ada,2023-10-01 20:00:00,01:30:00,,${title},${kind},TV,01:30:00,01:30:00,SE (Sweden)`;
    const full = new File(
      [[header, row('Film 3', ''), row('Film 9', 'TRAILER'), row('Film 15', 'HOOK')].join('\n')],
      'ViewingActivity.csv',
    );
    const preview = await brain.previewImport(full, {}, nothing);
    expect(preview.rows).toBe(1);
    expect(preview.ignored).toEqual([{ reason: 'Trailers and previews', rows: 2 }]);
  });

  test('is prepared before there is a vault or a file', async () => {
    expect(await codeOf(brain.prepareImport())).toBe('no error');
  });
});

describe('a full disk', () => {
  test('an import that does not fit is refused, and nothing of it stays', async () => {
    await brain.createVault(passphrase);
    await bring(['Film 3', 'Film 9']);
    fillDisk('log', 'blobs', 'checkpoints');
    expect(await codeOf(bring(['Film 15', 'Film 21']))).toBe('vault/quota-exceeded');
    expect(await total()).toBe(2);
    emptyDisk();
    expect(await bring(['Film 15', 'Film 21'])).toMatchObject({ added: 2 });
    expect((await brain.imports()).map(({ added }) => added)).toEqual([2, 2]);
  });

  test('what came in before the disk was full can be undone', async () => {
    await brain.createVault(passphrase);
    const preview = await brain.previewImport(
      csv(Array.from({ length: 1500 }, (_, index) => `Nothing ${index}`)),
      {},
      nothing,
    );
    const commit = brain.commitImport(preview.id, { items: {}, leaveOut: [] }, ({ fraction }) => {
      if (fraction < 1) fillDisk('log', 'blobs', 'checkpoints');
    });
    expect(await codeOf(commit)).toBe('vault/quota-exceeded');
    expect(await total()).toBe(1000);
    emptyDisk();
    const [summary] = await brain.imports();
    expect(summary?.added).toBe(1000);
    await brain.undoImport(summary?.importId ?? '');
    expect(await total()).toBe(0);
    expect(await brain.imports()).toEqual([]);
  });

  test('a like that was not kept is said, and taken back', async () => {
    await brain.createVault(passphrase);
    fillDisk('log');
    await brain.feedback(film(3), 'like');
    expect((await brain.item(film(3)))?.mine.liked).toBe(true);
    const problems: (string | undefined)[] = [];
    await brain.subscribe((state: BrainState) => void problems.push(state.problem?.code));
    expect(await codeOf(brain.flush())).toBe('vault/quota-exceeded');
    expect((await brain.item(film(3)))?.mine.liked).toBe(false);
    expect(problems).toContain('vault/quota-exceeded');
  });
});

describe('damage', () => {
  test('lost rows are told in plain words, exported, and brought again; what is given up is gone', async () => {
    await brain.createVault(passphrase);
    const titles = Array.from({ length: 120 }, (_, index) => `Film ${index}`);
    await bring(titles);
    await brain.lock();
    await damage('log');
    const reopened = another();
    await reopened.start();
    await reopened.unlock({ passphrase });
    brain = reopened;
    const { problem } = await brain.start();
    expect(problem).toMatchObject({
      code: 'vault/damaged-records',
      message: '3 records of your vault cannot be read.',
      meaning: expect.stringContaining('up to 50 rows') as string,
    });
    const exported = JSON.parse(await (await brain.exportVault()).text()) as { damaged: unknown[] };
    expect(exported.damaged).toHaveLength(3);
    expect(await bring(titles)).toMatchObject({ added: 120 });
    await brain.discardDamaged();
    expect((await brain.start()).problem).toBeUndefined();
    await brain.lock();
    await brain.unlock({ passphrase });
    expect((await brain.start()).problem).toBeUndefined();
    expect(await total()).toBe(120);
  });

  test('lost settings and answers are told too', async () => {
    await brain.createVault(passphrase);
    await brain.changeSettings({ lockAfterMinutes: 60 });
    await brain.lock();
    await damage('blobs');
    await brain.unlock({ passphrase });
    expect((await brain.start()).problem).toMatchObject({ code: 'vault/damaged-blobs' });
    expect((await brain.settings()).lockAfterMinutes).toBe(15);
    await brain.discardDamaged();
    expect((await brain.start()).problem).toBeUndefined();
  });

  test('a database that the browser deleted is told, and a new vault can be made', async () => {
    await brain.createVault(passphrase);
    await brain.lock();
    await new Promise((resolve) => {
      indexedDB.deleteDatabase('parlour-vault').onsuccess = resolve;
    });
    const later = another();
    expect(await later.start()).toMatchObject({ vault: 'none', problem: { code: 'vault/evicted' } });
    await later.createVault(passphrase);
    expect((await later.start()).problem).toBeUndefined();
    await later.lock();
  });
});

describe('erasing', () => {
  test('takes caches and private files too', async () => {
    await brain.createVault(passphrase);
    const cached = new Set(['catalogue', 'parlour-vault-marker', 'workbox-precache']);
    const files = new Map([['model.bin', 1]]);
    const navigatorBefore = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
    const unregistered: string[] = [];
    Object.defineProperty(globalThis, 'caches', {
      configurable: true,
      value: { keys: () => Promise.resolve([...cached]), delete: (name: string) => cached.delete(name) },
    });
    Object.defineProperty(globalThis, 'navigator', {
      configurable: true,
      value: {
        locks: navigator.locks,
        storage: {
          getDirectory: () =>
            Promise.resolve({
              keys: () => files.keys(),
              removeEntry: (name: string) => Promise.resolve(void files.delete(name)),
            }),
        },
        serviceWorker: {
          getRegistrations: () =>
            Promise.resolve([{ unregister: () => Promise.resolve(void unregistered.push('one')) }]),
        },
      },
    });
    try {
      await brain.eraseEverything();
    } finally {
      Reflect.deleteProperty(globalThis, 'caches');
      if (navigatorBefore === undefined) Reflect.deleteProperty(globalThis, 'navigator');
      else Object.defineProperty(globalThis, 'navigator', navigatorBefore);
    }
    expect([...cached]).toEqual([]);
    expect([...files]).toEqual([]);
    expect(unregistered).toEqual(['one']);
    expect(await indexedDB.databases()).toEqual([]);
  });
});
