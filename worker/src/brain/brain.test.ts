// A fake IndexedDB in memory; the same is tested in a real Chromium, end to end.
import 'fake-indexeddb/auto';
import { openCatalogue } from '@parlour/catalogue';
import { encodeColumns } from '@parlour/catalogue/publish';
import {
  defaultOptions,
  encodeCollaborativeModel,
  interactionsOf,
  trainCollaborative,
} from '@parlour/model/collaborative';
import type { VaultPlatform } from '@parlour/vault';
import { ParlourError } from '@parlour/wire';
import { beforeEach, describe, expect, test } from 'vitest';
import type { BrainApi, BrainState } from '../brain-api/index.ts';
import type { PublicFiles } from '../public-files.ts';
import { codeOf, film, filesOf, items, nothing, passphrase, testPlatform } from './brain-for-tests.ts';
import { createBrain } from './create-brain.ts';

const genresOf = async (brain: BrainApi, count = 10): Promise<(string | undefined)[]> =>
  (await brain.recommend({ count })).entries.map(({ card }) => card.genres[0]);

let vaultPlatform: Partial<VaultPlatform>;
let brain: BrainApi;
const another = (files = filesOf(items())): BrainApi => createBrain({ files, vaultPlatform });

beforeEach(async () => {
  await brain?.eraseEverything();
  vaultPlatform = testPlatform();
  brain = another();
  await brain.start();
});

describe('the vault', () => {
  test('goes from none to open, locked and open again, and says so to who listens', async () => {
    const states: BrainState[] = [];
    await brain.subscribe((state) => void states.push(state));
    expect(await brain.start()).toMatchObject({ vault: 'none', catalogue: { items: 180 } });
    const { recoveryWords } = await brain.createVault(passphrase);
    expect(recoveryWords).toHaveLength(12);
    await brain.lock();
    expect(await codeOf(brain.history({ offset: 0, limit: 1 }))).toBe('vault/locked');
    expect(await codeOf(brain.unlock({ passphrase: 'quite another one' }))).toBe('vault/wrong-passphrase');
    await brain.unlock({ passphrase });
    const seen = states.map(({ vault }) => vault).filter((vault, at, all) => vault !== all[at - 1]);
    expect(seen).toEqual(['none', 'open', 'locked', 'open']);
  });

  test('opens with the recovery words and a new passphrase', async () => {
    const { recoveryWords } = await brain.createVault(passphrase);
    await brain.lock();
    expect(await codeOf(brain.recover(recoveryWords.join(' '), 'short'))).toBe('vault/short-passphrase');
    expect((await brain.start()).vault).toBe('locked');
    await brain.recover(recoveryWords.join(' '), 'a new passphrase');
    await brain.lock();
    expect(await codeOf(brain.unlock({ passphrase }))).toBe('vault/wrong-passphrase');
    await brain.unlock({ passphrase: 'a new passphrase' });
  });

  test('is in one tab at a time, and the other can take it (its `elsewhere` is tested end to end: one thread counts as one tab)', async () => {
    await brain.createVault(passphrase);
    const second = another();
    await second.start();
    expect(await codeOf(second.unlock({ passphrase }))).toBe('vault/held-elsewhere');
    await second.takeOver();
    expect((await second.start()).vault).toBe('locked');
    await second.unlock({ passphrase });
    expect((await second.start()).vault).toBe('open');
    expect(await codeOf(brain.watchlist())).toBe('vault/locked');
    await second.eraseEverything();
  });

  test('remembers settings, and refuses impossible ones', async () => {
    await brain.createVault(passphrase);
    await brain.changeSettings({ platforms: ['even'], lockAfterMinutes: 3 });
    expect(await codeOf(brain.changeSettings({ lockAfterMinutes: -1 }))).toBe('brain/unexpected');
    await brain.lock();
    await brain.unlock({ passphrase });
    expect(await brain.settings()).toEqual({ platforms: ['even'], lockAfterMinutes: 3, country: undefined });
    const { entries } = await brain.recommend({ count: 20 });
    expect(entries.every(({ card }) => card.platforms.includes('even'))).toBe(true);
  });

  test('is gone after erasing', async () => {
    await brain.createVault(passphrase);
    await brain.feedback(film(0), 'like');
    await brain.eraseEverything();
    expect((await brain.start()).vault).toBe('none');
    expect(await indexedDB.databases()).toEqual([]);
    expect(await codeOf(brain.unlock({ passphrase }))).toBe('vault/none');
  });
});

describe('the list', () => {
  test('is a shuffle for a stranger, personal for who chose groups, with true reasons', async () => {
    expect((await brain.recommend({ count: 5 })).source).toBe('shuffle');
    await brain.createVault(passphrase);
    const groups = await brain.tasteGroups(3);
    expect(groups.length).toBeGreaterThanOrEqual(6);
    const group = groups[0];
    await brain.chooseTaste([group?.id ?? '']);
    const list = await brain.recommend({ count: 5 });
    expect(list.source).toBe('personal');
    const chosen = new Map(group?.cards.map(({ id, name }) => [id, name]));
    for (const { card, reasons } of list.entries) {
      expect(chosen.has(card.id)).toBe(false);
      const [first] = reasons;
      expect(first?.description).toBe(`Because you like ${chosen.get(first?.path[0] ?? '')}`);
    }
    expect(await codeOf(brain.chooseTaste(['9:no-such-group']))).toBe('taste/unknown-group');
  });

  test('follows feedback and forgets what is taken back', async () => {
    await brain.createVault(passphrase);
    for (const index of [3, 9, 15]) await brain.feedback(film(index), 'like');
    expect((await genresOf(brain)).filter((genre) => genre === 'Horror').length).toBeGreaterThanOrEqual(7);
    await brain.feedback(film(21), 'not-for-me');
    const { entries } = await brain.recommend({ count: 180 });
    const ids = new Set(entries.map(({ card }) => card.id));
    expect(ids.size).toBe(176);
    for (const index of [3, 9, 15, 21]) expect(ids.has(film(index))).toBe(false);
    await brain.takeBack(film(3), 'like');
    expect((await brain.item(film(3)))?.mine.liked).toBe(false);
    expect((await brain.recommend({ count: 180 })).considered).toBe(177);
    expect(await codeOf(brain.feedback('movie:nothing:1900', 'like'))).toBe('catalogue/unknown-item');
  });

  test('is there again after a reload, from the saved model', async () => {
    await brain.createVault(passphrase);
    for (const index of [5, 11, 17]) await brain.feedback(film(index), 'like');
    await brain.train(nothing);
    const before = await brain.recommend({ count: 8 });
    await brain.lock();
    const reloaded = another();
    await reloaded.start();
    await reloaded.unlock({ passphrase });
    const after = await reloaded.recommend({ count: 8 });
    expect(after).toEqual(before);
    expect((await reloaded.device()).lastTraining?.steps).toBe(100);
    await reloaded.eraseEverything();
  });

  test('keeps a watchlist and a history', async () => {
    await brain.createVault(passphrase);
    await brain.feedback(film(1), 'watchlist');
    await brain.feedback(film(2), 'watchlist');
    await brain.feedback(film(1), 'unwatchlist');
    await brain.feedback(film(4), 'rating', 4.5);
    expect((await brain.watchlist()).map(({ id }) => id)).toEqual([film(2)]);
    const { total, entries } = await brain.history({ offset: 0, limit: 2 });
    expect(total).toBe(4);
    expect(entries).toHaveLength(2);
    expect((await brain.item(film(4)))?.mine).toMatchObject({ stars: 4.5, seen: true, liked: false });
    expect((await brain.item(film(4)))?.similar.length).toBe(12);
    expect(await brain.item('movie:nothing:1900')).toBeUndefined();
  });

  test('can be filtered by what the facets say', async () => {
    const facets = await brain.facets();
    expect(facets.genres).toHaveLength(6);
    expect(facets.platforms).toEqual([
      { value: 'even', count: 90 },
      { value: 'odd', count: 90 },
    ]);
    expect(facets.decades.reduce((sum, { count }) => sum + count, 0)).toBe(180);
    expect((await brain.recommend({ count: 3, genres: ['War'], platforms: ['odd'] })).considered).toBe(30);
  });
});

describe('importing', () => {
  const csv = (titles: readonly string[]): File =>
    new File(
      [['Title,Date', ...titles.map((title, day) => `"${title}","10/${day + 13}/23"`)].join('\n')],
      'NetflixViewingHistory.csv',
    );
  const bring = async (titles: readonly string[], leaveOut: string[] = []) => {
    const preview = await brain.previewImport(csv(titles), {}, nothing);
    const keys = preview.matched.filter(({ card }) => leaveOut.includes(card.name)).map(({ key }) => key);
    return brain.commitImport(preview.id, { items: {}, leaveOut: keys }, nothing);
  };

  test('shows what it found before anything is kept', async () => {
    await brain.createVault(passphrase);
    const preview = await brain.previewImport(csv(['Film 3', 'Film 9', 'Never Heard Of']), {}, nothing);
    expect(preview).toMatchObject({ rows: 3, known: 0 });
    expect(preview.matched.map(({ card }) => card.name).sort()).toEqual(['Film 3', 'Film 9']);
    expect(preview.unmatched.map(({ name }) => name)).toEqual(['Never Heard Of']);
    expect((await brain.history({ offset: 0, limit: 9 })).total).toBe(0);
    await brain.cancelImport(preview.id);
    expect(await codeOf(brain.commitImport(preview.id, { items: {}, leaveOut: [] }, nothing))).toBe(
      'import/preview-gone',
    );
  });

  test('makes a personal list at once, whose reasons name what was watched', async () => {
    await brain.createVault(passphrase);
    const titles = ['Film 3', 'Film 9', 'Film 15', 'Film 21', 'Never Heard Of'];
    expect(await bring(titles)).toMatchObject({ added: 5, matchedTitles: 4, unmatchedTitles: 1 });
    const { source, entries } = await brain.recommend({ count: 6 });
    expect(source).toBe('personal');
    for (const { card, reasons } of entries) {
      expect(titles).not.toContain(card.name);
      expect(reasons[0]?.description).toMatch(/^Because you watched Film (3|9|15|21)$/);
    }
    expect((await brain.start()).events).toBe(4);
    expect(await (await brain.unmatchedCsv()).text()).toContain('Never Heard Of');
  });

  test('brings nothing twice', async () => {
    await brain.createVault(passphrase);
    await bring(['Film 3', 'Film 9']);
    expect(await bring(['Film 3', 'Film 9'])).toMatchObject({ added: 0, known: 2 });
    expect((await brain.history({ offset: 0, limit: 9 })).total).toBe(2);
  });

  test('leaves out what was unticked', async () => {
    await brain.createVault(passphrase);
    await bring(['Film 3', 'Film 9'], ['Film 9']);
    expect((await brain.history({ offset: 0, limit: 9 })).entries.map(({ card }) => card?.name)).toEqual([
      'Film 3',
    ]);
  });

  test('can be undone, and the list forgets it', async () => {
    await brain.createVault(passphrase);
    await bring(['Film 1', 'Film 7', 'Film 13']);
    const { importId } = await bring(['Film 3', 'Film 9', 'Film 15', 'Film 21']);
    expect((await genresOf(brain)).includes('Horror')).toBe(true);
    expect((await brain.imports()).reduce((sum, { added }) => sum + added, 0)).toBe(7);
    await brain.undoImport(importId);
    expect((await brain.imports()).map(({ added }) => added)).toEqual([3]);
    expect((await brain.history({ offset: 0, limit: 9 })).total).toBe(3);
    const genres_ = await genresOf(brain);
    expect(genres_.filter((genre) => genre === 'Comedy').length).toBeGreaterThanOrEqual(6);
  });

  test('what matched nothing is matched when the catalogue grows', async () => {
    await brain.createVault(passphrase);
    await bring(['Film 3', 'Film 9', 'Film 200']);
    expect((await brain.start()).events).toBe(2);
    await brain.lock();
    const later = another(filesOf(items(240)));
    await later.start();
    await later.unlock({ passphrase });
    expect((await later.start()).events).toBe(3);
    expect((await later.item(film(200)))?.mine.seen).toBe(true);
    expect(await (await later.unmatchedCsv()).text()).not.toContain('Film 200');
    await later.lock();
    await later.unlock({ passphrase });
    expect((await later.start()).events).toBe(3);
    await later.eraseEverything();
  });

  test('what was seen stays seen when its title is joined to another', async () => {
    await brain.createVault(passphrase);
    await bring(['Film 3', 'Film 9']);
    await brain.lock();
    const joined = items().map((item) =>
      item.id === film(3)
        ? { ...item, id: 'movie:the-third:1963', extra: { 'urn:parlour:formerId': [{ '@value': film(3) }] } }
        : item,
    );
    const later = another(filesOf(joined));
    await later.start();
    await later.unlock({ passphrase });
    expect((await later.start()).events).toBe(2);
    expect((await later.item('movie:the-third:1963'))?.mine.seen).toBe(true);
    await later.eraseEverything();
  });

  test('a file of no known format changes nothing', async () => {
    await brain.createVault(passphrase);
    const file = new File([new Uint8Array(2_000).fill(7)], 'x.bin');
    expect(await codeOf(brain.previewImport(file, {}, nothing))).toMatch(/^import\//);
    expect(await brain.imports()).toEqual([]);
  });
});

describe('a published collaborative model', () => {
  const all = items();
  // Whoever watches a western (2) watches the musicals (4) after it, which nothing of their content says.
  const catalogue = openCatalogue(encodeColumns(all));
  const people = Array.from({ length: 300 }, (_, person) =>
    [2, 4, 4, 4].map((genre, at) => ({
      row: catalogue.rowOf(film(6 * ((person + 7 * at) % 30) + genre)),
      at,
    })),
  );
  const model = trainCollaborative(
    interactionsOf(catalogue.size, people),
    { idOf: (row) => catalogue.id(row), name: 'test' },
    { ...defaultOptions, follows: { ...defaultOptions.follows, ridge: 10 } },
  );
  const musicals = async (files: PublicFiles): Promise<number> => {
    const one = another(files);
    await one.start();
    await one.createVault(passphrase);
    const file = new File(['Title,Date\n"Film 2","1/2/24"\n"Film 8","1/3/24"\n'], 'n.csv');
    const { id } = await one.previewImport(file, { dateOrder: 'mdy' }, nothing);
    await one.commitImport(id, { items: {}, leaveOut: [] }, nothing);
    const genres = await genresOf(one);
    await one.eraseEverything();
    return genres.filter((genre) => genre === 'Musical').length;
  };

  test('moves the list, and a damaged one does no harm', async () => {
    const without = await musicals(filesOf(all));
    expect(await musicals(filesOf(all, { collaborative: encodeCollaborativeModel(model) }))).toBeGreaterThan(
      without,
    );
    expect(await musicals(filesOf(all, { collaborative: new Uint8Array(1000) }))).toBe(without);
  });
});

describe('training', () => {
  test('has nothing to do without a history', async () => {
    await brain.createVault(passphrase);
    expect(await codeOf(brain.train(nothing))).toBe('model/nothing-to-learn');
  });

  test.each(['typed-arrays', 'wasm', 'cpu'] as const)(
    'runs on %s if that is chosen, and says so',
    async (name) => {
      await brain.createVault(passphrase);
      for (const index of [3, 9, 15]) await brain.feedback(film(index), 'like');
      expect((await brain.chooseBackend(name)).override).toBe(name);
      const fractions: number[] = [];
      const report = await brain.train(({ fraction }) => void fractions.push(fraction));
      expect(report).toMatchObject({ backend: name, steps: 100, stopped: false });
      expect(report.lossAfter).toBeLessThan(report.lossBefore);
      expect(fractions.at(-1)).toBe(1);
      expect(await brain.device()).toMatchObject({ chosen: name, lastTraining: { backend: name } });
    },
  );

  test('a backend that is not there is refused and the choice stays', async () => {
    await brain.createVault(passphrase);
    expect(await codeOf(brain.chooseBackend('webgpu'))).toBe('model/backend-not-available');
    expect(await brain.device()).toMatchObject({ chosen: 'typed-arrays', override: 'auto' });
  });

  test('stops when asked, and keeps what was learned', async () => {
    await brain.createVault(passphrase);
    for (const index of [3, 9, 15]) await brain.feedback(film(index), 'like');
    const report = await brain.train(({ fraction }) => {
      if (fraction >= 0.1) void brain.stopTraining();
    });
    expect(report.stopped).toBe(true);
    expect(report.steps).toBeLessThan(100);
    expect((await brain.recommend({ count: 3 })).source).toBe('personal');
  });

  test('measuring gives every backend a time or a reason', async () => {
    await brain.createVault(passphrase);
    const { backends, chosen } = await brain.measureDevice(nothing);
    for (const { available, scoreMs, detail } of backends) {
      expect(available ? (scoreMs ?? -1) >= 0 : detail.length > 10).toBe(true);
    }
    expect(backends.find(({ name }) => name === chosen)?.available).toBe(true);
  });

  test('starts anew by itself when the catalogue has changed', async () => {
    await brain.createVault(passphrase);
    for (const index of [3, 9, 15]) await brain.feedback(film(index), 'like');
    await brain.train(nothing);
    await brain.lock();
    const later = another(filesOf(items(240)));
    await later.start();
    await later.unlock({ passphrase });
    expect((await genresOf(later)).filter((genre) => genre === 'Horror').length).toBeGreaterThanOrEqual(7);
    expect((await later.recommend({ count: 300 })).considered).toBe(237);
    await later.eraseEverything();
  });
});

describe('errors', () => {
  test('without a catalogue the vault is still seen, and nothing is made that could not be used', async () => {
    const gone = new ParlourError('catalogue/unreachable', { message: 'm', meaning: 'n', mend: 'o' });
    const offline = another({
      manifest: () => Promise.reject(gone),
      file: () => Promise.reject(gone),
      headList: () => Promise.reject(gone),
      momentBasis: () => Promise.reject(gone),
      clusterCentroids: () => Promise.reject(gone),
      fusionWeightings: () => Promise.reject(gone),
    });
    expect(await offline.start()).toMatchObject({
      vault: 'none',
      catalogue: undefined,
      problem: { code: 'catalogue/unreachable' },
    });
    expect(await codeOf(offline.createVault(passphrase))).toBe('catalogue/unreachable');
    expect((await brain.start()).vault).toBe('none');
  });

  test('what nobody foresaw says nothing of what it was about', async () => {
    const canary = 'The Secret Title';
    const broken = another({
      manifest: () => Promise.reject(new TypeError(canary)),
      file: () => Promise.reject(new TypeError(canary)),
      headList: () => Promise.reject(new TypeError(canary)),
      momentBasis: () => Promise.reject(new TypeError(canary)),
      clusterCentroids: () => Promise.reject(new TypeError(canary)),
      fusionWeightings: () => Promise.reject(new TypeError(canary)),
    });
    const error = await broken.facets().catch((one: unknown) => one);
    expect(error).toMatchObject({ code: 'brain/unexpected' });
    expect(JSON.stringify((error as ParlourError).toPlain())).not.toContain(canary);
  });
});
