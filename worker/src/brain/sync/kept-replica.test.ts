import 'fake-indexeddb/auto';
import {
  foundReplica,
  newDeviceKeys,
  openReplica,
  recoveryKeysOf,
  type Replica,
  SharedRecord,
  sodiumSuite,
  type Tools,
} from '@parlour/sync';
import { createVault, openVault, type Vault } from '@parlour/vault';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passphrase, testPlatform } from '../brain-for-tests.ts';
import { type KeptReplica, keepReplica } from './kept-replica.ts';
import { openSyncStore, type SyncStore } from './sync-store.ts';

const suite = await sodiumSuite();
const tools: Tools = { suite, random: (length) => crypto.getRandomValues(new Uint8Array(length)) };
const words = recoveryKeysOf(
  suite,
  'legal winner thank year wave sausage worth useful legal winner thank yellow',
);

/** How the tab dies at a write of the journals: without having begun it, or once it is on disk. */
type Death = 'before' | 'after';

/** A device's vault, and what is kept in it of sharing, through any number of tabs. */
class Device {
  vault!: Vault;
  store!: SyncStore;
  replica!: Replica;
  kept!: KeptReplica;
  /** Called off where it is undefined. */
  quiet: (() => void) | undefined;
  #death: Death | undefined;

  static async found(): Promise<Device> {
    globalThis.indexedDB = new IDBFactory();
    const device = new Device();
    ({ vault: device.vault } = await createVault(passphrase, { platform: testPlatform() }));
    device.store = await openSyncStore(device.vault);
    device.replica = foundReplica(tools, newDeviceKeys(suite, tools.random), words);
    await device.store.save({ choice: 'on' }, device.replica.state());
    device.#keep();
    return device;
  }

  get ids(): string[] {
    return new SharedRecord(this.replica.document).events().map(({ id }) => id);
  }

  /** As the vault holds them. */
  async records(): Promise<number> {
    return (await this.vault.readJournal('replica')).length;
  }

  edit(id: string): void {
    const event = { id, kind: 'completion', item: `movie:${id}`, at: 1.6e12, source: 'viewer' } as const;
    new SharedRecord(this.replica.document).addEvents([event]);
    this.replica.seal();
  }

  /** A change that nobody waits to be sent. */
  set(value: number): void {
    new SharedRecord(this.replica.document).setSetting('country', value);
  }

  dieAtNextWrite(death: Death): void {
    this.#death = death;
  }

  /** Another tab, with what is on disk. */
  async reopen(): Promise<void> {
    this.kept.close();
    this.#death = undefined;
    await this.vault.lock();
    this.vault = await openVault({ passphrase }, { platform: testPlatform() });
    this.store = await openSyncStore(this.vault);
    this.replica = openReplica(tools, this.store.replica ?? []);
    this.#keep();
  }

  #keep(): void {
    const { vault } = this;
    const append = vault.appendToJournals.bind(vault);
    vault.appendToJournals = async (entries) => {
      if (this.#death === 'before') throw new Error('The tab dies');
      const isDone = await append(entries);
      if (this.#death === 'after') throw new Error('The tab dies');
      return isDone;
    };
    this.kept = keepReplica({
      replica: this.replica,
      store: this.store,
      after: (_, then) => {
        this.quiet = then;
        return () => {
          this.quiet = undefined;
        };
      },
    });
  }
}

describe('a replica on disk', () => {
  it('is there with everything that was acknowledged, wherever the tab dies', async () => {
    const step = fc.record({
      edits: fc.nat(2),
      // So many changes that the journal is long.
      isMany: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
      isQuiet: fc.boolean(),
      death: fc.option(fc.constantFrom<Death>('before', 'after'), { nil: undefined, freq: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const device = await Device.found();
        let acknowledged: string[] = [];
        let made = 0;
        for (const { edits, isMany, isQuiet, death } of steps) {
          for (let i = 0; i < (isMany ? 210 : 0); i++) {
            device.set(i);
            await device.kept.save();
          }
          for (let i = 0; i < edits; i++) device.edit(`e${made++}`);
          const after = device.ids;
          if (death !== undefined) device.dieAtNextWrite(death);
          if (
            await device.kept.save().then(
              () => true,
              () => false,
            )
          )
            acknowledged = after;
          if (isQuiet) device.quiet?.();
          // A fold under way is done, or fails, before anything else is kept.
          await device.store.keep(() => undefined).catch(() => undefined);
          if (death === undefined && !isQuiet) continue;
          await device.reopen();
          expect([acknowledged, after]).toContainEqual(device.ids);
          acknowledged = device.ids;
        }
        await device.vault.lock();
      }),
      { numRuns: 15 },
    );
  }, 120_000);

  it('is written change by change, and anew once that is long and nothing more happens', async () => {
    const device = await Device.found();
    for (let i = 0; i < 201; i++) {
      device.set(i);
      await device.kept.save();
    }
    expect(await device.records()).toBe(202);
    expect(device.store.weight.count).toBe(201);
    device.quiet?.();
    await device.store.keep(() => undefined);
    expect(await device.records()).toBe(1);
    // Nothing has happened, and nothing is written.
    await device.kept.save();
    expect(await device.records()).toBe(1);
    await device.reopen();
    expect(new SharedRecord(device.replica.document).settings().get('country')).toBe(200);
    await device.vault.lock();
  });
});

it('of what was deleted nothing is left once all of it was sealed and stored anew', async () => {
  const device = await Device.found();
  const inJournal = async (): Promise<string> =>
    (await device.vault.readJournal('replica'))
      .map(({ bytes }) => Buffer.from(bytes).toString('latin1'))
      .join();
  device.edit('canary-film');
  await device.kept.save();
  new SharedRecord(device.replica.document).retractEvents(['canary-film']);
  device.replica.seal();
  await device.kept.save();
  // What was stored bit by bit still tells of it, and the log of what was sealed lies there to be sent again.
  expect(await inJournal()).toContain('canary-film');
  const { id } = device.replica.room ?? { id: '' };
  expect(device.replica.log(id).length).toBeGreaterThan(1);
  device.replica.checkpoint();
  await device.kept.fold();
  expect(await inJournal()).not.toContain('canary-film');
  expect(device.replica.log(id)).toHaveLength(1);
  device.kept.close();
  await device.vault.lock();
});
