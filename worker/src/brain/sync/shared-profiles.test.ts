import 'fake-indexeddb/auto';
import { SharedRecord } from '@parlour/sync';
import { createVault, openVault, type Vault } from '@parlour/vault';
import type { HistoryEvent } from '@parlour/wire';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { passphrase, testPlatform } from '../brain-for-tests.ts';
import { openProfiles, type Profiles } from '../profiles/open-profiles.ts';
import { sharedProfiles } from './shared-profiles.ts';
import { sharedVault } from './shared-vault.ts';

/** Locks of a browser of its own, in which nobody else asks for them. */
const ownLocks = {
  request: (_: string, ...rest: unknown[]) =>
    Promise.resolve((rest.at(-1) as (lock: Lock) => unknown)({ name: '', mode: 'exclusive' })),
  query: () => Promise.resolve({ held: [], pending: [] }),
} as unknown as LockManager;

const devices: Device[] = [];
afterEach(async () => {
  for (const device of devices.splice(0)) await device.vault.lock();
});

/** A device with a browser of its own. */
class Device {
  readonly #browser = new IDBFactory();
  readonly #platform = { ...testPlatform(), locks: ownLocks };
  vault!: Vault;
  profiles!: Profiles;
  record = new SharedRecord(new Y.Doc());
  #stored: Uint8Array = Y.encodeStateAsUpdate(this.record.document);
  #events!: ReturnType<typeof sharedVault>;
  #cards!: ReturnType<typeof sharedProfiles>;

  static async make(): Promise<Device> {
    const device = new Device();
    globalThis.indexedDB = device.#browser;
    ({ vault: device.vault } = await createVault(passphrase, { platform: device.#platform }));
    await device.#open();
    devices.push(device);
    return device;
  }
  async #open(): Promise<void> {
    this.profiles = await openProfiles(this.vault);
    this.#events = sharedVault(this.vault, this.record);
    this.#cards = sharedProfiles(this.record, this.profiles);
  }
  /** What is on disk is all that is left. */
  async crash(): Promise<void> {
    await this.vault.lock();
    globalThis.indexedDB = this.#browser;
    this.vault = await openVault({ passphrase }, { platform: this.#platform });
    const document = new Y.Doc();
    Y.applyUpdate(document, this.#stored);
    this.record = new SharedRecord(document);
    await this.#open();
  }
  async absorb(): Promise<void> {
    await this.#events.reconcile();
    await this.#cards.reconcile();
    this.#stored = Y.encodeStateAsUpdate(this.record.document);
  }
  hear({ record }: Device): void {
    Y.applyUpdate(this.record.document, Y.encodeStateAsUpdate(record.document));
  }
  async deleteProfile(id: string): Promise<string[]> {
    const gone = this.vault.events().filter((event) => event.profile === id);
    await this.vault.retractMany(gone.map((event) => event.id));
    if (this.profiles.all().some((one) => one.id === id)) await this.profiles.remove(id);
    return gone.map((event) => event.id);
  }
}
async function settle(all: readonly Device[]): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    for (const one of all) {
      await one.absorb();
      for (const other of all) other.hear(one);
    }
  }
}
const event = (id: string, profile?: string): HistoryEvent => ({
  id,
  kind: 'seen',
  item: `movie:${id}`,
  at: 1.6e12,
  source: 'viewer',
  ...(profile !== undefined && { profile }),
});
const ids = ({ vault }: Device): string[] =>
  vault
    .events()
    .map(({ id }) => id)
    .sort();
/** One after the other: each opens its vault in a browser of its own. */
async function make(count: number): Promise<Device[]> {
  const made: Device[] = [];
  while (made.length < count) made.push(await Device.make());
  return made;
}

describe('profiles of a person’s devices', () => {
  it('are the same everywhere: made, named and coloured here and there', async () => {
    const all = (await make(2)) as [Device, Device];
    const [phone, laptop] = all;
    await laptop.profiles.change('first', { name: 'Laptop’s' });
    const { id } = await phone.profiles.add({ name: 'Ana', colour: 'teal' }, 1);
    await phone.profiles.change('first', { name: 'Bea' });
    await settle(all);
    await phone.profiles.change(id, { name: 'Anna' });
    await laptop.profiles.change(id, { picture: 'moon' });
    await settle(all);
    for (const { profiles } of all) {
      expect(profiles.all()[1]).toEqual({ id, name: 'Anna', colour: 'teal', picture: 'moon' });
      expect(profiles.all()).toEqual(phone.profiles.all());
      expect(profiles.active).toBe('first');
    }
    await laptop.profiles.activate(id);
    await settle(all);
    expect([phone.profiles.active, laptop.profiles.active]).toEqual(['first', id]);
  });

  it('are deleted everywhere with all that was there, and nothing of them is left in the record', async () => {
    const all = (await make(2)) as [Device, Device];
    const [phone, laptop] = all;
    const { id } = await phone.profiles.add({ name: 'canary-name' }, 1);
    await phone.vault.appendMany([event('canary-film', id), event('mine')]);
    await settle(all);
    expect(ids(laptop)).toEqual(['canary-film', 'mine']);
    await laptop.deleteProfile(id);
    await settle(all);
    for (const one of all) {
      expect(ids(one)).toEqual(['mine']);
      expect(one.profiles.all()).toEqual([{ id: 'first' }]);
      expect(new TextDecoder().decode(Y.encodeStateAsUpdate(one.record.document))).not.toContain('canary');
      expect(
        atob(
          (JSON.parse(await one.vault.exportJson()) as { blobs: Record<string, string> }).blobs['profiles'] ??
            '',
        ),
      ).not.toContain('canary');
    }
  });

  it('come back with what another device added meanwhile, by their name', async () => {
    const all = (await make(2)) as [Device, Device];
    const [phone, laptop] = all;
    const { id } = await phone.profiles.add({ name: 'Ana', colour: 'teal' }, 1);
    await phone.vault.appendMany([event('old', id)]);
    await settle(all);
    await phone.deleteProfile(id);
    await phone.absorb();
    await laptop.vault.appendMany([event('new', id)]);
    await laptop.absorb();
    await settle(all);
    for (const one of all) {
      expect(ids(one)).toEqual(['new']);
      expect(one.profiles.all()[1]).toEqual({ id, name: 'Ana', colour: 'teal' });
    }
    // Deleted once more, with nothing unseen, it is gone.
    await laptop.deleteProfile(id);
    await settle(all);
    for (const one of all) expect([ids(one), one.profiles.all()]).toEqual([[], [{ id: 'first' }]]);
  });

  it('are not deleted by a device that has lost what it knew of them', async () => {
    const all = (await make(2)) as [Device, Device];
    const [phone, laptop] = all;
    const { id } = await phone.profiles.add({ name: 'Ana' }, 1);
    await settle(all);
    const bytes = new TextEncoder().encode('nonsense');
    for (let i = 0; i < 2; i += 1) await laptop.vault.saveBlob('profiles', bytes);
    await laptop.crash();
    expect(laptop.profiles.all()).toHaveLength(1);
    await settle(all);
    for (const { profiles } of all) expect(profiles.all()[1]).toEqual({ id, name: 'Ana' });
  });

  it('come to the same whatever is done where, and no event is lost that whoever deleted had not seen', async () => {
    const step = fc.record({ who: fc.nat(2), what: fc.nat(9), profile: fc.nat(2), other: fc.nat(2) });
    let deleted = 0;
    let revived = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 22 }), async (steps) => {
        const all = (await make(3)) as [Device, Device, Device];
        const made: string[] = [];
        for (const name of ['a', 'b']) made.push((await all[0].profiles.add({ name }, 1)).id);
        await settle(all);
        const promised = new Set<string>();
        let count = 0;
        const gone = new Set<string>();
        for (const { who, what, profile, other } of steps) {
          const one = all[who] as Device;
          const id = made[profile];
          const isThere = one.profiles.all().some((each) => each.id === id);
          if (what < 3) {
            if (id !== undefined && !isThere) continue;
            const name = `e${count++}`;
            await one.vault.appendMany([event(name, id)]);
            promised.add(name);
          } else if (what === 3 && id !== undefined && isThere) {
            for (const each of await one.deleteProfile(id)) promised.delete(each);
            gone.add(id);
            deleted += 1;
          } else if (what === 4 && id !== undefined && isThere) {
            await one.profiles.change(id, { name: `n${count++}` });
          } else if (what === 5) await one.profiles.change('first', { colour: `c${other}` });
          else if (what === 6) await one.crash();
          else if (what === 7) one.hear(all[other] as Device);
          else await one.absorb();
        }
        await settle(all);
        const [first] = all;
        for (const one of all) {
          expect(ids(one)).toEqual(ids(first));
          expect(one.profiles.all()).toEqual(first.profiles.all());
          expect(one.record.profiles()).toEqual(first.record.profiles());
          const there = new Set(one.profiles.all().map(({ id }) => id));
          for (const { profile = 'first' } of one.vault.events()) expect(there).toContain(profile);
        }
        for (const name of promised) expect(ids(first)).toContain(name);
        for (const { id } of first.profiles.all()) if (gone.has(id)) revived += 1;
        for (const device of devices.splice(0)) await device.vault.lock();
      }),
      { numRuns: 40 },
    );
    // The steps are worth the name.
    expect(deleted).toBeGreaterThan(10);
    expect(revived).toBeGreaterThan(0);
  }, 120_000);
});
