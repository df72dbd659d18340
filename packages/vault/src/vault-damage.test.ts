import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import type { HistoryEvent, ParlourError } from '@parlour/wire';
import { openDB } from 'idb';
import { beforeEach, describe, expect, test } from 'vitest';
import { createVault } from './create-vault.ts';
import type { HeaderRecord } from './header.ts';
import { openVault } from './open-vault.ts';
import { flipped, withRawDatabase } from './testing/raw-database.ts';
import { testEvents } from './testing/test-event.ts';
import { loneLease, testPlatform, type TestPlatform } from './testing/test-platform.ts';
import type { Vault } from './vault.ts';
import type { VaultKey } from './vault-key.ts';
import { vaultStatus } from './vault-status.ts';

const passphrase = 'correct horse battery';
const passkey = { credentialId: Uint8Array.of(1, 2, 3), prf: new Uint8Array(32).fill(9) };
let platform: TestPlatform;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  platform = testPlatform();
});
const make = async (): Promise<Vault> =>
  (await createVault(passphrase, { platform, lease: loneLease() })).vault;
const open = (key: VaultKey = { passphrase }): Promise<Vault> =>
  openVault(key, { platform, lease: loneLease() });
const ids = (vault: Vault): string[] => vault.events().map(({ id }) => id);
const code = (name: string): object => ({ code: `vault/${name}` });
const getHeader = (): Promise<HeaderRecord> =>
  withRawDatabase(async (database) => (await database.get('header', 'a')) as HeaderRecord);
const putHeader = (copy: 'a' | 'b', record: unknown): Promise<void> =>
  withRawDatabase((database) => database.put('header', record, copy));
const dump = (): Promise<unknown[][]> =>
  withRawDatabase((database) =>
    Promise.all(['header', 'log', 'checkpoints', 'blobs'].map((store) => database.getAll(store))),
  );

describe('a header', () => {
  test('with any one byte of one copy flipped opens, and is repaired', async () => {
    const vault = await make();
    await vault.lock();
    const sound = await getHeader();
    for (const field of ['body', 'mac', 'checksum'] as const) {
      for (let i = 0; i < sound[field].length; i += field === 'body' ? 5 : 3) {
        const copy = i % 2 === 0 ? 'a' : 'b';
        await putHeader(copy, { ...sound, [field]: flipped(sound[field], i) });
        const again = await open();
        expect(again.damage.header).toBe('repaired');
        await again.lock();
        expect(await withRawDatabase((database) => database.getAll('header'))).toEqual([sound, sound]);
      }
    }
    await putHeader('a', { ...sound, format: 2 });
    expect((await open()).damage.header).toBe('repaired');
  });

  test('with any one byte of both copies flipped is told from a wrong passphrase, or opens and says so', async () => {
    const vault = await make();
    await vault.addPasskey({ passphrase }, passkey);
    await vault.lock();
    const sound = await getHeader();
    const outcomes: string[] = [];
    for (let i = 0; i < sound.body.length; i += 3) {
      const damaged = { ...sound, body: flipped(sound.body, i) };
      await putHeader('a', damaged);
      await putHeader('b', damaged);
      const before = await dump();
      const vaultOrError = await open().catch((error: unknown) => error as ParlourError);
      outcomes.push(vaultOrError instanceof Error ? vaultOrError.code : vaultOrError.damage.header);
      if (!(vaultOrError instanceof Error)) {
        await vaultOrError.lock();
      }
      expect(await dump()).toEqual(before);
    }
    expect(new Set(outcomes)).toEqual(new Set(['altered', 'vault/damaged-header', 'vault/weakened-kdf']));
  });

  test('with a damaged passphrase wrap opens by passkey, and a new passphrase mends it', async () => {
    const vault = await make();
    await vault.addPasskey({ passphrase }, passkey);
    await vault.lock();
    const sound = await getHeader();
    const at = new TextDecoder().decode(sound.body).indexOf('"sealed":"') + 14;
    // Another base64 character, and one that is none.
    for (const character of [sound.body[at] === 65 ? 66 : 65, 46]) {
      const damaged = { ...sound, body: sound.body.with(at, character) };
      await putHeader('a', damaged);
      await putHeader('b', damaged);
      await expect(open()).rejects.toMatchObject(code('damaged-header'));
    }
    const again = await open({ passkey });
    expect(again.damage.header).toBe('altered');
    await again.changePassphrase({ passkey }, 'a new passphrase');
    expect(again.damage.header).toBe('repaired');
    await again.lock();
    expect((await open({ passphrase: 'a new passphrase' })).damage.header).toBe('sound');
  });

  test('whose KDF was weakened is refused before the passphrase is used, and opens by passkey', async () => {
    const vault = await make();
    await vault.addPasskey({ passphrase }, passkey);
    await vault.lock();
    const sound = await getHeader();
    const body = JSON.parse(new TextDecoder().decode(sound.body)) as { passphrase: { kdf: object } };
    Object.assign(body.passphrase.kdf, { opsLimit: 1, memLimit: 8192 });
    const weak = { ...sound, body: new TextEncoder().encode(JSON.stringify(body)) };
    await putHeader('a', weak);
    await putHeader('b', weak);
    let isUsed = false;
    platform = {
      ...platform,
      argon2id: (...parameters) => {
        isUsed = true;
        return testPlatform().argon2id(...parameters);
      },
    };
    await expect(open()).rejects.toMatchObject(code('weakened-kdf'));
    expect(isUsed).toBe(false);
    const again = await open({ passkey });
    await again.changePassphrase({ passkey }, 'a new passphrase');
    await again.lock();
    expect((await open({ passphrase: 'a new passphrase' })).reducedMemory).toBe(false);
  });

  test('of a newer format is refused and not touched', async () => {
    const vault = await make();
    await vault.lock();
    const { body, mac } = await getHeader();
    const bytes = new Uint8Array(
      await new Blob([`2 ${body.length} ${mac.length} `, body, mac]).arrayBuffer(),
    );
    const checksum = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    await putHeader('a', { format: 2, body, mac, checksum });
    await putHeader('b', { format: 2, body, mac, checksum });
    const before = await dump();
    await expect(open()).rejects.toMatchObject(code('future-format'));
    await expect(createVault(passphrase, { platform })).rejects.toMatchObject(code('future-format'));
    expect(await vaultStatus(platform)).toMatchObject({ state: 'unusable', problem: code('future-format') });
    expect(await dump()).toEqual(before);
  });

  test('that is gone while records are there is damaged, not absent, and is not written over', async () => {
    const vault = await make();
    await vault.appendMany(testEvents(3));
    await vault.lock();
    await withRawDatabase(async (database) => {
      await database.delete('header', 'a');
      await database.delete('header', 'b');
    });
    const before = await dump();
    await expect(open()).rejects.toMatchObject(code('damaged-header'));
    await expect(createVault(passphrase, { platform, lease: loneLease() })).rejects.toMatchObject(
      code('exists'),
    );
    expect(await dump()).toEqual(before);
  });
});

test('a database of a newer version is refused and not touched', async () => {
  (await openDB('parlour-vault', 2)).close();
  await expect(open()).rejects.toMatchObject(code('future-format'));
  expect(await vaultStatus(platform)).toMatchObject({ state: 'unusable', problem: code('future-format') });
});

describe('a log record', () => {
  /** A record for each. */
  const appendEach = async (vault: Vault, events: HistoryEvent[]): Promise<void> => {
    const appended = events.map((event) => vault.append(event));
    await vault.flush();
    await Promise.all(appended);
  };

  test('of an import takes no more than the events it is made of along', async () => {
    const vault = await make();
    await vault.appendMany(testEvents(120));
    await vault.lock();
    await withRawDatabase(async (database) => {
      expect(await database.keys('log')).toEqual([1, 2, 3]);
      await database.put('log', flipped(await database.get('log', 2), 100), 2);
    });
    const again = await open();
    expect(again.events()).toEqual([...testEvents(50), ...testEvents(120).slice(100)]);
    expect(again.damage).toMatchObject({ logRecords: 1, complete: false });
    expect(await again.appendMany(testEvents(120))).toEqual({ added: 50, known: 70 });
  });

  test('that is damaged is counted and kept, the rest opens, checkpoint or not', async () => {
    const vault = await make();
    await appendEach(vault, testEvents(6));
    await vault.lock();
    const raw = await withRawDatabase(async (database) => {
      const bytes = flipped(await database.get('log', 3), 100);
      await database.put('log', bytes, 3);
      return bytes;
    });
    for (let round = 0; round < 4; round += 1) {
      const again = await open();
      expect(ids(again)).toEqual([
        'e0',
        'e1',
        'e3',
        'e4',
        'e5',
        ...[0, 1, 2].slice(0, round).map((n) => `n${n}`),
      ]);
      expect(again.damage).toMatchObject({ logRecords: 1, missingRecords: 0, complete: false });
      expect(await again.exportDamaged()).toEqual([{ store: 'log', key: '3', sealed: raw }]);
      await again.appendMany([{ ...testEvents(1)[0], id: `n${round}`, kind: 'like', at: 0, source: 'test' }]);
      await again.checkpoint();
      expect(await withRawDatabase((database) => database.get('log', 3))).toEqual(raw);
      await again.lock();
    }
    const last = await open();
    await last.discardDamaged();
    expect(last.damage).toMatchObject({ logRecords: 0, complete: true });
    await last.lock();
    expect((await open()).damage.complete).toBe(true);
    expect(await withRawDatabase((database) => database.keys('log'))).toEqual([]);
  });

  test('that was swapped with another is damaged', async () => {
    const vault = await make();
    await appendEach(vault, testEvents(3));
    await vault.lock();
    await withRawDatabase(async (database) => {
      const [first, second] = await database.getAll('log');
      await database.put('log', second, 1);
      await database.put('log', first, 2);
    });
    const again = await open();
    expect(ids(again)).toEqual(['e2']);
    expect(again.damage.logRecords).toBe(2);
  });

  test('that is missing is counted, also after a checkpoint', async () => {
    const vault = await make();
    await appendEach(vault, testEvents(5));
    await vault.lock();
    await withRawDatabase((database) => database.delete('log', 2));
    const again = await open();
    expect(ids(again)).toEqual(['e0', 'e2', 'e3', 'e4']);
    await again.checkpoint();
    await again.lock();
    expect((await open()).damage).toMatchObject({ missingRecords: 1, complete: false });
  });
});

describe('a checkpoint', () => {
  const damageCheckpoint = (generation: number): Promise<void> =>
    withRawDatabase(async (database) => {
      const stored = (await database.get('checkpoints', generation)) as { covers: number; sealed: unknown };
      await database.put('checkpoints', { ...stored, sealed: flipped(stored.sealed, 50) }, generation);
    });
  async function withCheckpoints(count: number): Promise<void> {
    const vault = await make();
    for (let i = 0; i < count; i += 1) {
      await vault.appendMany(testEvents((i + 1) * 10));
      await vault.checkpoint();
    }
    await vault.appendMany(testEvents(count * 10 + 5));
    await vault.lock();
  }

  test.each([1, 2, 3])('that is damaged, the newest of %i, costs nothing', async (count) => {
    await withCheckpoints(count);
    await damageCheckpoint(count);
    const again = await open();
    expect(again.events()).toEqual(testEvents(count * 10 + 5));
    expect(again.damage).toMatchObject({ checkpoints: 1, complete: true });
    await again.checkpoint();
    await again.lock();
    const healed = await open();
    expect(healed.events()).toEqual(testEvents(count * 10 + 5));
    expect(healed.damage).toMatchObject({ checkpoints: 0, complete: true });
  });

  test('whose `covers` was changed is damaged, and no sequence number is skipped or used twice', async () => {
    await withCheckpoints(2);
    await withRawDatabase(async (database) => {
      const stored = (await database.get('checkpoints', 2)) as object;
      await database.put('checkpoints', { ...stored, covers: 1_000_000 }, 2);
    });
    const again = await open();
    await again.appendMany(testEvents(30));
    await again.checkpoint();
    await again.lock();
    const last = await open();
    expect(last.events()).toEqual(testEvents(30));
    expect(last.damage.complete).toBe(true);
  });

  test('and the one before it damaged: what is left opens, the loss is told, nothing is thrown away', async () => {
    await withCheckpoints(3);
    await damageCheckpoint(2);
    await damageCheckpoint(3);
    for (let round = 0; round < 3; round += 1) {
      const again = await open();
      // The log since the second checkpoint is all there is.
      expect(ids(again)).toEqual(
        testEvents(35)
          .slice(20)
          .map(({ id }) => id),
      );
      expect(again.damage).toMatchObject({ checkpoints: 2, complete: false });
      expect((await again.exportDamaged()).map(({ key }) => key).toSorted()).toEqual(['2', '3']);
      await again.appendMany(testEvents(35).slice(20));
      await again.checkpoint();
      await again.lock();
    }
    const last = await open();
    await last.appendMany(testEvents(20));
    await last.discardDamaged();
    await last.lock();
    const mended = await open();
    expect(mended.events()).toHaveLength(35);
    expect(mended.damage).toMatchObject({ checkpoints: 0, complete: true });
  });

  test('all of them gone with the log before them: told, and still told after a restart', async () => {
    const vault = await make();
    await vault.appendMany(testEvents(10, { importId: 'i' }));
    await vault.retractImport('i');
    await vault.lock();
    await damageCheckpoint(1);
    await damageCheckpoint(2);
    const again = await open();
    expect(again.damage).toMatchObject({ checkpoints: 2, complete: false });
    await again.appendMany(testEvents(1));
    await again.lock();
    const last = await open();
    expect(ids(last)).toEqual(['e0']);
    expect(last.damage).toMatchObject({ checkpoints: 2, complete: false });
  });
});

describe('a blob', () => {
  const damageBlob = (revision: number): Promise<void> =>
    withRawDatabase(async (database) => {
      const bytes = await database.get('blobs', ['settings', revision]);
      await database.put('blobs', flipped(bytes, 30), ['settings', revision]);
    });

  test('that is damaged gives the one before it; a later one does not push it out', async () => {
    const vault = await make();
    for (const byte of [1, 2]) {
      await vault.saveBlob('settings', Uint8Array.of(byte));
    }
    await vault.lock();
    await damageBlob(2);
    const again = await open();
    expect(await again.loadBlob('settings')).toEqual(Uint8Array.of(1));
    expect(again.damage.blobs).toBe(1);
    for (const byte of [3, 4]) {
      await again.saveBlob('settings', Uint8Array.of(byte));
    }
    expect(await again.loadBlob('settings')).toEqual(Uint8Array.of(4));
    expect((await again.exportDamaged()).map(({ key }) => key)).toEqual(['settings 2']);
    await again.discardDamaged();
    expect(again.damage.blobs).toBe(0);
  });

  test('of which nothing is readable is an error, and the export leaves it out', async () => {
    const vault = await make();
    await vault.saveBlob('settings', Uint8Array.of(1));
    await vault.lock();
    await damageBlob(1);
    const again = await open();
    await expect(again.loadBlob('settings')).rejects.toMatchObject(code('damaged-record'));
    expect(again.damage.blobs).toBe(1);
    expect(JSON.parse(await again.exportJson())).toMatchObject({
      blobs: {},
      damaged: [{ store: 'blobs', key: 'settings 1' }],
    });
    await again.saveBlob('settings', Uint8Array.of(2));
    expect(await again.loadBlob('settings')).toEqual(Uint8Array.of(2));
  });
});
