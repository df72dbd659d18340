import 'fake-indexeddb/auto';
import { available, wholeBudget } from '@parlour/private-aggregation/ledger';
import { SharedRecord } from '@parlour/sync';
import { createVault, type Vault } from '@parlour/vault';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, expect, it } from 'vitest';
import * as Y from 'yjs';
import { passphrase, testPlatform } from '../brain-for-tests.ts';
import { openBook } from '../together/book.ts';
import { sharedLedger } from './shared-ledger.ts';

const vaults: Vault[] = [];
afterEach(async () => {
  for (const vault of vaults.splice(0)) await vault.lock();
});

/** Locks of a browser of its own, in which nobody else asks for them. */
const ownLocks = {
  request: (_: string, ...rest: unknown[]) =>
    Promise.resolve((rest.at(-1) as (lock: Lock) => unknown)({ name: '', mode: 'exclusive' })),
  query: () => Promise.resolve({ held: [], pending: [] }),
} as unknown as LockManager;

/** A device with a browser of its own. */
async function device() {
  globalThis.indexedDB = new IDBFactory();
  const { vault } = await createVault(passphrase, { platform: { ...testPlatform(), locks: ownLocks } });
  vaults.push(vault);
  const record = new SharedRecord(new Y.Doc());
  return { book: await openBook(vault), record, ledger: sharedLedger(record) };
}
type Device = Awaited<ReturnType<typeof device>>;
const meet = (one: Device, other: Device): void => {
  Y.applyUpdate(other.record.document, Y.encodeStateAsUpdate(one.record.document));
  Y.applyUpdate(one.record.document, Y.encodeStateAsUpdate(other.record.document));
};
const leftOf = ({ book }: Device): number =>
  [...(book.ledger?.budgets.values() ?? [])].reduce((sum, held) => sum + available(held), 0);

it('a device that was paired gets half of what is left, once, and nothing is made of nothing', async () => {
  const [phone, laptop] = [await device(), await device()];
  await phone.book.found();
  await laptop.book.join('laptop', 'pairing', []);
  for (let i = 0; i < 4; i++) {
    await phone.ledger.reconcile(phone.book, ['laptop']);
    await laptop.ledger.reconcile(laptop.book, []);
    expect(leftOf(phone) + leftOf(laptop)).toBeLessThanOrEqual(wholeBudget);
    meet(phone, laptop);
  }
  expect([leftOf(phone), leftOf(laptop)]).toEqual([wholeBudget / 2, wholeBudget / 2]);
  expect(laptop.record.ledgers()).toHaveLength(2);
});

it('a device that came by the words, or has a budget of its own, is given nothing', async () => {
  const [phone, back, own] = [await device(), await device(), await device()];
  await phone.book.found();
  await back.book.join('back', 'recovery', []);
  await own.book.found();
  for (let i = 0; i < 3; i++) {
    await back.ledger.reconcile(back.book, []);
    await own.ledger.reconcile(own.book, []);
    meet(phone, back);
    meet(phone, own);
    await phone.ledger.reconcile(phone.book, ['back', own.book.ledger?.device ?? '']);
  }
  expect([leftOf(phone), leftOf(back), leftOf(own)]).toEqual([wholeBudget, 0, wholeBudget]);
});

it('a ledger that does not add up gives nothing, which is said as long as it is so, and all others are heard', async () => {
  const [phone, laptop] = [await device(), await device()];
  await phone.book.found();
  await laptop.book.join('laptop', 'pairing', []);
  await laptop.ledger.reconcile(laptop.book, []);
  meet(phone, laptop);
  await phone.ledger.reconcile(phone.book, ['laptop']);
  const entries = phone.record.ledger(phone.book.ledger?.device ?? '');
  const forged = entries.map((entry) =>
    entry.event.kind === 'gave' ? { ...entry, event: { ...entry.event, amount: wholeBudget } } : entry,
  );
  laptop.record.publishLedger('a', forged);
  for (let i = 0; i < 2; i++) {
    await expect(laptop.ledger.reconcile(laptop.book, [])).rejects.toThrow(/damaged/);
    expect(leftOf(laptop)).toBe(0);
  }
  meet(phone, laptop);
  await expect(laptop.ledger.reconcile(laptop.book, [])).rejects.toThrow(/damaged/);
  expect(leftOf(laptop)).toBe(wholeBudget / 2);
});
