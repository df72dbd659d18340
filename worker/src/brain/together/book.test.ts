import 'fake-indexeddb/auto';
import { browserSuite, openUnpinnedBundle, packWords } from '@parlour/private-aggregation';
import { clustersId, clustersScale, type QueryFile } from '@parlour/private-aggregation/queries';
import { createVault, openVault, type Vault } from '@parlour/vault';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { passphrase, testPlatform } from '../brain-for-tests.ts';
import { aggregatorForTests, listName, noon, peopleBundle } from './aggregator-for-tests.ts';
import { type AskedBundle, askedBundle, isOffHere, isWorthIt } from './asked-bundle.ts';
import { type Book, openBook } from './book.ts';
import { fromHex } from './hex.ts';
import { paidReport } from './paid-report.ts';

let vault: Vault;
let book: Book;
let asked: AskedBundle;
const platform = testPlatform();
const list = Array.from({ length: 40 }, (_, place) => `movie:film-${place}:2000`);
const material = {
  watched: [3, 8].map((place) => ({ item: list[place], at: place })),
  materialOf: ({ name }: QueryFile) => (name === listName ? { list } : undefined),
  isOff: () => false,
};
const roundId = (value: number): Uint8Array<ArrayBuffer> => new Uint8Array(32).fill(value);
const report = (round: number, from = book) => paidReport(from, asked, roundId(round), material, noon);

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  await vault?.lock();
  ({ vault } = await createVault(passphrase, { platform }));
  book = await openBook(vault);
  const aggregator = await aggregatorForTests();
  const signed = await aggregator.publish(peopleBundle());
  const { aggregatorKey } = JSON.parse(
    ((await aggregator.tokens.directory()) as { directory: string }).directory,
  );
  const expected = { aggregatorKey: fromHex(aggregatorKey), now: noon, audience: 'people' } as const;
  const suite = await browserSuite();
  asked = await askedBundle(suite, await openUnpinnedBundle(suite, signed, expected), signed);
});

const reopen = async (): Promise<Book> => {
  await vault.lock();
  vault = await openVault({ passphrase }, { platform });
  book = await openBook(vault);
  return book;
};

describe('a report', () => {
  it('is paid for once, and is the same bytes whenever it is asked for again', async () => {
    await book.found();
    const first = (await report(1)).slice();
    expect((await report(1)).slice()).toEqual(first);
    await reopen();
    expect(await report(1)).toEqual(first);
    expect(book.ledger?.entries.map(({ event }) => event.kind)).toEqual(['founded', 'reserved']);
    const [paid] = book.reports;
    expect(paid).toMatchObject({
      kind: 'paid',
      amount: asked.share,
      dimension: 40,
      packed: packWords(first, 20),
    });
    expect(paid.kind === 'paid' && paid.queries[0].items).toEqual([list[8], list[3]]);
    expect(book.saved.over).toEqual(['2026-w48']);
  });

  it('that is not paid for is not there: neither its bytes nor its cost, all or nothing', async () => {
    await expect(report(1)).rejects.toMatchObject({ code: 'aggregation/bad-report' });
    await book.found();
    await report(1);
    // The bundle may be answered once.
    await expect(report(2)).rejects.toMatchObject({ code: 'ledger/answered' });
    await reopen();
    expect(book.reports).toHaveLength(1);
    expect(book.ledger?.entries).toHaveLength(2);
    expect(book.saved.ledgerHead.length).toBe(2);
  });

  it('that says a cluster is written down as such, and the third is zeros: of two in a life', async () => {
    await book.found();
    const ids = ['a', 'b', 'c'].map((letter) => clustersId(letter.repeat(32)));
    for (const [number, id] of ids.entries()) {
      const query = { ...asked.opened.bundle.queries[0], id, dimension: 40, scale: clustersScale(1) };
      const bundle = { ...asked.opened.bundle, queries: [query] };
      const suite = await browserSuite();
      const hash = await suite.sha256(new Uint8Array([number]));
      const one = await askedBundle(suite, { ...asked.opened, bundle, hash }, asked.signed);
      const isOff = isOffHere(book.saved, book.ledger);
      expect(isWorthIt(one, isOff)).toBe(number < 2);
      const placeOf = () => ({ cluster: 3, clusters: 8, point: [0, 0, 1, 0], items: [list[3]] });
      await paidReport(
        book,
        one,
        roundId(10 + number),
        { ...material, materialOf: () => ({ placeOf }), isOff },
        noon,
      );
    }
    await reopen();
    expect([...(book.ledger?.limited ?? [])]).toEqual(ids.slice(0, 2));
    const said = book.reports.map((report) => report.kind === 'paid' && report.queries[0]);
    expect(said).toMatchObject([
      { answered: true, items: [list[3]] },
      { answered: true },
      { answered: false, items: [] },
    ]);
  });

  it('uses up the token of its epoch', async () => {
    await book.found();
    await book.tokenStore('2026-w48').save(roundId(7), 1);
    await book.tokenStore('2026-w49').save(roundId(8), 1);
    await report(1);
    expect(await book.tokenStore('2026-w48').load()).toBeUndefined();
    await reopen();
    expect(Object.keys(book.tokens)).toEqual(['2026-w49']);
  });
});

describe('what is stored of a round', () => {
  const about = { roundId: roundId(1), signingKey: roundId(2), epoch: '2026-w48', tokenKey: roundId(3) };

  it('comes right after what was stored last, or not at all', async () => {
    const store = book.roundStore(about);
    expect(await store.save(roundId(4), 2)).toBe(false);
    expect(await store.save(roundId(4), 1)).toBe(true);
    expect(await store.save(roundId(5), 1)).toBe(false);
    expect(await store.save(roundId(5), 2)).toBe(true);
    await reopen();
    expect(await book.roundStore(about).load()).toEqual({ state: roundId(5), revision: 2 });
    await book.endRound({ kind: 'ended', round: '01', at: noon, how: 'done' });
    await reopen();
    expect(book.round).toBeUndefined();
    expect(book.reports).toMatchObject([{ how: 'done' }]);
  });

  it('is not gone on with by a window whose record another has gone past', async () => {
    const other = await openBook(vault);
    await book.found();
    expect(await book.roundStore(about).save(roundId(4), 1)).toBe(true);
    expect(await other.roundStore(about).save(roundId(9), 1)).toBe(false);
    await expect(other.found()).rejects.toMatchObject({ code: 'aggregation/elsewhere' });
    await expect(report(1, other)).rejects.toMatchObject({ code: 'aggregation/bad-report' });
    expect((await reopen()).round?.state).toEqual(roundId(4));
  });
});

describe('a ledger', () => {
  it('that has lost its latest entries is noticed, and nothing is paid from it', async () => {
    await book.found();
    await report(1);
    const database = await openRaw();
    database.transaction('blobs', 'readwrite').objectStore('blobs').delete(['ledger', 2]);
    database.close();
    await reopen();
    expect(book.problem).toMatchObject({ code: 'ledger/rolled-back' });
    await expect(report(3)).rejects.toMatchObject({ code: 'ledger/rolled-back' });
    await expect(book.found()).rejects.toMatchObject({ code: 'ledger/rolled-back' });
  });
});

describe('what cannot be read', () => {
  it.each([
    ['ledger', 'together/damaged'],
    ['together', 'together/damaged'],
    ['token', 'together/damaged'],
  ] as const)('of %s keeps the device out of rounds, and is said', async (journal, code) => {
    await book.found();
    await book.tokenStore('2026-w48').save(roundId(7), 1);
    const database = await openRaw();
    await new Promise<void>((resolve, reject) => {
      const change = database.transaction('blobs', 'readwrite');
      const blobs = change.objectStore('blobs');
      blobs.get([journal, 1]).onsuccess = ({ target }) => {
        const { result } = target as IDBRequest<Uint8Array>;
        result[result.length - 1] ^= 1;
        blobs.put(result, [journal, 1]);
      };
      change.oncomplete = () => resolve();
      change.onerror = () => reject(change.error ?? new Error('not changed'));
    });
    database.close();
    await reopen();
    expect(book.problem).toMatchObject({ code });
    await expect(report(1)).rejects.toMatchObject({ code });
    await expect(book.change({ choice: 'on' })).rejects.toMatchObject({ code });
  });
});

const openRaw = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open('parlour-vault');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('no database'));
  });
