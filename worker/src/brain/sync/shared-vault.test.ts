import 'fake-indexeddb/auto';
import { SharedRecord } from '@parlour/sync';
import { createVault, openVault, type Vault } from '@parlour/vault';
import type { HistoryEvent } from '@parlour/wire';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { passphrase, testPlatform } from '../brain-for-tests.ts';
import { type SharedVault, sharedVault } from './shared-vault.ts';

const platform = testPlatform();
let vault: Vault;
/** What the device last stored of the record, and the record as it is. */
let stored: Uint8Array;
let record: SharedRecord;
let shared: SharedVault;
/** Another device of the same person. */
let other: SharedRecord;

const event = (id: string, more: Partial<HistoryEvent> = {}): HistoryEvent => ({
  id,
  kind: 'completion',
  item: `movie:${id}`,
  at: 1.6e12,
  source: 'viewer',
  ...more,
});
const ids = (events: readonly HistoryEvent[]): string[] => events.map(({ id }) => id).sort();
const exchange = (): void => {
  Y.applyUpdate(other.document, Y.encodeStateAsUpdate(record.document));
  Y.applyUpdate(record.document, Y.encodeStateAsUpdate(other.document));
};
const store = (): void => {
  stored = Y.encodeStateAsUpdate(record.document);
};
/** The device, as it is after a crash: what was stored, and a vault that is opened anew. */
async function crash(): Promise<void> {
  await vault.lock();
  vault = await openVault({ passphrase }, { platform });
  const document = new Y.Doc();
  Y.applyUpdate(document, stored);
  record = new SharedRecord(document);
  shared = sharedVault(vault, record);
}

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  await vault?.lock();
  ({ vault } = await createVault(passphrase, { platform }));
  record = new SharedRecord(new Y.Doc());
  other = new SharedRecord(new Y.Doc());
  shared = sharedVault(vault, record);
  store();
});

describe('the vault and the shared record', () => {
  it('tell each other what is new and what is gone', async () => {
    await vault.appendMany([event('a'), event('b')]);
    expect(await shared.reconcile()).toEqual({ came: 0, went: 0 });
    exchange();
    other.addEvents([event('c')]);
    other.retractEvents(['a']);
    exchange();
    expect(await shared.reconcile()).toEqual({ came: 1, went: 1 });
    expect(ids(vault.events())).toEqual(['b', 'c']);
    await vault.retract('b');
    await shared.reconcile();
    exchange();
    expect(ids(other.events())).toEqual(['c']);
    // Nothing more is to be done.
    expect(await shared.reconcile()).toEqual({ came: 0, went: 0 });
  });

  it('count what is buffered only once it is written', async () => {
    void vault.append(event('a'));
    await shared.reconcile();
    expect(ids(record.events())).toEqual(['a']);
    store();
    await crash();
    expect(ids(vault.events())).toEqual(['a']);
    await shared.reconcile();
    expect(ids(record.events())).toEqual(['a']);
  });

  it('undo an import on all devices, its bytes included', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => event(`r${i}`, { importId: 'i1' }));
    await vault.appendMany(rows);
    await shared.reconcile();
    exchange();
    other.retractEvents(rows.map(({ id }) => id));
    exchange();
    await shared.reconcile();
    expect(vault.events()).toEqual([]);
    expect(JSON.stringify(record.document.toJSON())).not.toContain('r1');
  });

  it('come to the same whatever is done where and whenever the device crashes', async () => {
    const step = fc.record({ what: fc.nat(7), id: fc.nat(9) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        await vault.lock();
        globalThis.indexedDB = new IDBFactory();
        ({ vault } = await createVault(passphrase, { platform }));
        record = new SharedRecord(new Y.Doc());
        other = new SharedRecord(new Y.Doc());
        shared = sharedVault(vault, record);
        store();
        for (const { what, id: number } of steps) {
          const id = `e${number}`;
          if (what < 2) await vault.appendMany([event(id)]);
          else if (what === 2) await vault.retract(id);
          else if (what === 3) other.addEvents([event(id)]);
          else if (what === 4) other.retractEvents([id]);
          else if (what === 5) exchange();
          else if (what === 6) await crash();
          else {
            await shared.reconcile();
            store();
          }
        }
        for (let i = 0; i < 3; i++) {
          await shared.reconcile();
          store();
          exchange();
        }
        expect(ids(vault.events())).toEqual(ids(record.events()));
        expect(ids(other.events())).toEqual(ids(record.events()));
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});
