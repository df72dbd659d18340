// Profiles of a household, in a fake IndexedDB in memory; the same is tested in a real Chromium, end to end.
import 'fake-indexeddb/auto';
import { createVault, openVault, VaultExport, type VaultPlatform } from '@parlour/vault';
import type { HistoryEvent } from '@parlour/wire';
import { beforeEach, describe, expect, test } from 'vitest';
import * as v from 'valibot';
import type { BrainApi, BrainState, Progress, ProfilesView } from '../../brain-api/index.ts';
import { codeOf, film, filesOf, items, nothing, passphrase, testPlatform } from '../brain-for-tests.ts';
import { createBrain } from '../create-brain.ts';

let vaultPlatform: Partial<VaultPlatform>;
let brain: BrainApi;
let state: BrainState | undefined;

async function another(): Promise<BrainApi> {
  const made = createBrain({ files: filesOf(items()), vaultPlatform });
  await made.subscribe((next) => {
    state = next;
  });
  await made.start();
  return made;
}
beforeEach(async () => {
  await brain?.eraseEverything();
  vaultPlatform = testPlatform();
  brain = await another();
});

/** Films of one of six genres. */
const ofGenre = (genre: number, count: number): string[] =>
  Array.from({ length: count }, (_, i) => film(6 * i + genre));
const like = async (some: readonly string[]): Promise<void> => {
  for (const one of some) await brain.feedback(one, 'like');
};
const profiles = (): ProfilesView => state?.profiles ?? { active: '', all: [] };
const listed = async (): Promise<string[]> =>
  (await brain.recommend({ count: 12 })).entries.map(({ card }) => card.id);
const exported = async (): Promise<VaultExport> =>
  v.parse(VaultExport, JSON.parse(await (await brain.exportVault()).text()));
const csv = (titles: readonly string[]): File =>
  new File([['Title,Date', ...titles.map((title) => `"${title}","13/01/2023"`)].join('\n')], 'n.csv');
const bring = async (titles: readonly string[]) => {
  const { id, known } = await brain.previewImport(csv(titles), {}, nothing);
  const { added } = await brain.commitImport(id, { items: {}, leaveOut: [] }, nothing);
  return { known, added };
};

describe('a vault from before there were profiles', () => {
  test('opens unchanged: everything in it is the first profile’s', async () => {
    const { vault } = await createVault(passphrase, { platform: vaultPlatform });
    const old = Array.from(
      { length: 30 },
      (_, i): HistoryEvent => ({
        id: `e${i}`,
        kind: 'like',
        item: film(6 * (i % 9)),
        at: 1e12 + i,
        source: 'viewer',
      }),
    );
    await vault.appendMany(old);
    await vault.lock();
    await brain.unlock({ passphrase });
    expect(profiles()).toEqual({
      active: 'first',
      all: [{ id: 'first', name: undefined, colour: undefined, picture: undefined, isFirst: true }],
    });
    expect((await brain.history({ offset: 0, limit: 50 })).total).toBe(30);
    expect((await brain.recommend({ count: 5 })).source).toBe('personal');
    const { events, blobs } = await exported();
    expect(events).toEqual(old);
    // Where nobody makes another, nothing of profiles is written.
    expect(Object.keys(blobs)).not.toContain('profiles');
    expect(Object.keys(blobs)).not.toContain('profile-models');
  });
});

describe('two profiles', () => {
  test('have each its own list, reasons, history, watchlist and opinions, and neither shows in the other', async () => {
    await brain.createVault(passphrase);
    const [crime, horror] = [ofGenre(0, 8), ofGenre(3, 8)];
    await like(crime);
    await brain.feedback(film(60), 'watchlist');
    await brain.feedback(film(63), 'not-for-me');
    const mine = await listed();
    expect(mine).not.toContain(film(63));

    const kids = await brain.addProfile({ name: ' Kids ', colour: 'teal', picture: 'moon' });
    expect(kids).toMatchObject({ name: 'Kids', colour: 'teal', picture: 'moon', isFirst: false });
    expect(profiles().active).toBe('first');
    await brain.switchProfile(kids.id, nothing);
    expect(profiles().active).toBe(kids.id);
    // Nothing is known of a new one.
    expect((await brain.recommend({ count: 5 })).source).not.toBe('personal');
    expect(state?.events).toBe(0);
    expect(await brain.interests()).toEqual([]);
    expect(await brain.watchlist()).toEqual([]);

    await like(horror);
    await brain.feedback(film(66), 'watchlist');
    await brain.train(nothing);
    const { entries } = await brain.recommend({ count: 12 });
    const theirs = entries.map(({ card }) => card.id);
    expect(theirs).not.toEqual(mine);
    expect(entries.filter(({ card }) => card.genres.includes('Horror')).length).toBeGreaterThan(6);
    expect((await brain.mine([film(0), film(63), film(3)])).map((one) => one.liked || one.notForMe)).toEqual([
      false,
      false,
      true,
    ]);
    expect((await brain.watchlist()).map(({ id }) => id)).toEqual([film(66)]);
    const named = [...crime, film(60), film(63)];
    for (const { reasons, mine: said } of entries) {
      for (const { path } of reasons) for (const step of path) expect(named).not.toContain(step);
      expect(said.liked).toBe(false);
    }
    for (const one of theirs.slice(0, 4)) {
      const { reasons, paths } = await brain.explain(one);
      const through = [
        ...reasons.flatMap(({ path }) => path),
        ...paths.flatMap(({ cards }) => cards[0]?.id ?? []),
      ];
      expect(through.length).toBeGreaterThan(0);
      for (const step of through) expect(named).not.toContain(step);
    }
    const { entries: deeds } = await brain.history({ offset: 0, limit: 50 });
    expect(new Set(deeds.map(({ event }) => event.item))).toEqual(new Set([...horror, film(66)]));

    await brain.switchProfile('first', nothing);
    expect(await listed()).toEqual(mine);
    expect((await brain.watchlist()).map(({ id }) => id)).toEqual([film(60)]);
    for (const { reasons } of (await brain.recommend({ count: 12 })).entries)
      for (const { path } of reasons) for (const step of path) expect(horror).not.toContain(step);
  });

  test('are there after the vault was locked, with what was learned of each; a device opens by whose it was last', async () => {
    await brain.createVault(passphrase);
    await like(ofGenre(0, 6));
    await brain.train(nothing);
    const { id } = await brain.addProfile({ name: 'Kids' });
    await brain.switchProfile(id, nothing);
    await like(ofGenre(3, 6));
    await brain.train(nothing);
    const theirs = await listed();
    const before = await exported();
    await brain.lock();
    expect((await brain.start()).profiles).toBeUndefined();
    await brain.unlock({ passphrase });
    expect(profiles()).toMatchObject({ active: id, all: [{ id: 'first' }, { id, name: 'Kids' }] });
    expect(await listed()).toEqual(theirs);
    // What was learned lies there, and is not learned anew.
    expect((await exported()).blobs['profile-models']).toBe(before.blobs['profile-models']);
    expect(before.events.map(({ profile }) => profile)).toEqual([
      ...Array.from({ length: 6 }, () => undefined),
      ...Array.from({ length: 6 }, () => id),
    ]);
  });

  test('what was begun in one ends in it, however quickly somebody switches', async () => {
    await brain.createVault(passphrase);
    await like(ofGenre(0, 6));
    const { id } = await brain.addProfile({ name: 'Kids' });
    const [list] = await Promise.all([
      brain.recommend({ count: 12 }),
      brain.switchProfile(id, nothing),
      brain.switchProfile('first', nothing).then(() => brain.switchProfile(id, nothing)),
      brain.feedback(film(6 * 20), 'seen'),
    ]);
    expect(list.source).toBe('personal');
    const because = list.entries.flatMap(({ reasons }) => reasons.flatMap(({ path }) => path));
    expect(because.some((step) => ofGenre(0, 6).includes(step))).toBe(true);
    expect(profiles().active).toBe(id);
    expect((await brain.history({ offset: 0, limit: 50 })).total).toBe(0);
    await brain.switchProfile('first', nothing);
    expect((await brain.history({ offset: 0, limit: 50 })).total).toBe(7);
  });

  test('tell of the way to a list that is to be learned first', async () => {
    await brain.createVault(passphrase);
    const { id } = await brain.addProfile({ name: 'Kids' });
    await brain.switchProfile(id, nothing);
    await like(ofGenre(3, 6));
    await brain.switchProfile('first', nothing);
    const told: Progress[] = [];
    await brain.switchProfile(id, (progress) => void told.push(progress));
    expect(told[0]).toEqual({ step: 'Opening the list', fraction: 0 });
    expect(told.at(-1)).toEqual({ step: 'Opening the list', fraction: 1 });
    expect((await brain.recommend({ count: 3 })).source).toBe('personal');
  });

  test('import each for itself, the same file too', async () => {
    await brain.createVault(passphrase);
    expect(await bring(['Film 1', 'Film 2', 'Nobody knows'])).toMatchObject({ added: 3, known: 0 });
    const { id } = await brain.addProfile({ name: 'Kids' });
    await brain.switchProfile(id, nothing);
    expect(await brain.imports()).toEqual([]);
    expect(await (await brain.unmatchedCsv()).text()).not.toContain('Nobody knows');
    expect(await bring(['Film 1', 'Film 2'])).toMatchObject({ added: 2, known: 0 });
    expect(await bring(['Film 1', 'Film 2'])).toMatchObject({ added: 0, known: 2 });
    expect((await brain.history({ offset: 0, limit: 9 })).total).toBe(2);
    const preview = await brain.previewImport(csv(['Film 3']), {}, nothing);
    await brain.switchProfile('first', nothing);
    // A preview is for whom it was made.
    expect(await codeOf(brain.commitImport(preview.id, { items: {}, leaveOut: [] }, nothing))).toBe(
      'import/preview-gone',
    );
    const [summary] = await brain.imports();
    expect(summary).toMatchObject({ added: 3 });
    await brain.undoImport(summary?.importId ?? '');
    await brain.switchProfile(id, nothing);
    expect((await brain.history({ offset: 0, limit: 9 })).total).toBe(2);
  });
});

describe('an export', () => {
  test('brings profiles and their histories back into another vault, once, and nothing of budgets', async () => {
    await brain.createVault(passphrase);
    await brain.changeProfile('first', { name: 'Ana' });
    await like(ofGenre(0, 6));
    const { id } = await brain.addProfile({ name: 'Kids', colour: 'teal', picture: 'owl' });
    await brain.switchProfile(id, nothing);
    await like(ofGenre(3, 6));
    await bring(['Film 9', 'Nobody knows']);
    const before = await exported();
    const { all } = profiles();
    const file = new File([JSON.stringify(before)], 'parlour-export.json');
    await brain.eraseEverything();
    vaultPlatform = testPlatform();
    brain = await another();
    await brain.createVault(passphrase);
    for (const bad of ['', '{}', JSON.stringify({ ...before, events: [{ id: 1 }] })])
      expect(await codeOf(brain.restoreExport(new File([bad], 'x.json'), nothing))).toBe(
        'restore/not-an-export',
      );
    expect(await brain.restoreExport(file, nothing)).toEqual({ added: 14, known: 0, profiles: 1 });
    expect(await brain.restoreExport(file, nothing)).toEqual({ added: 0, known: 14, profiles: 0 });
    expect(profiles()).toEqual({ active: 'first', all });
    const after = await exported();
    expect(after.events).toEqual(before.events);
    expect(after.journals).toBeUndefined();
    expect((await brain.recommend({ count: 5 })).source).toBe('personal');
    await brain.switchProfile(id, nothing);
    expect((await brain.history({ offset: 0, limit: 50 })).total).toBe(8);
    expect((await brain.recommend({ count: 5 })).entries[0]?.card.genres).toContain('Horror');
    // What was chosen here since stays.
    await brain.changeProfile('first', { name: 'Anna' });
    await brain.restoreExport(file, nothing);
    expect(profiles().all[0]?.name).toBe('Anna');
  });
});

describe('a profile', () => {
  test('is named, and no two alike; there are not too many', async () => {
    await brain.createVault(passphrase);
    await brain.changeProfile('first', { name: 'Bea', picture: 'sun' });
    const ana = await brain.addProfile({ name: 'Ana' });
    for (const name of ['', '   ', 'x'.repeat(31)])
      expect(await codeOf(brain.addProfile({ name }))).toBe('profile/bad-name');
    for (const name of ['ana', ' ANA ', 'bea'])
      expect(await codeOf(brain.addProfile({ name }))).toBe('profile/name-taken');
    expect(await codeOf(brain.changeProfile(ana.id, { name: 'Bea' }))).toBe('profile/name-taken');
    await brain.changeProfile(ana.id, { name: 'ANA' });
    await brain.changeProfile(ana.id, { colour: 'rose' });
    expect(profiles().all.map(({ name, colour, picture }) => [name, colour, picture])).toEqual([
      ['Bea', undefined, 'sun'],
      ['ANA', 'rose', undefined],
    ]);
    for (let i = 0; i < 6; i += 1) await brain.addProfile({ name: `Number ${i}` });
    expect(await codeOf(brain.addProfile({ name: 'One more' }))).toBe('profile/too-many');
    expect(await codeOf(brain.changeProfile('nobody', { name: 'x' }))).toBe('profile/unknown');
    expect(await codeOf(brain.switchProfile('nobody', nothing))).toBe('profile/unknown');
    expect(profiles().active).toBe('first');
  });

  test('is deleted for good: nothing of it is left in log, checkpoints, models and notes', async () => {
    await brain.createVault(passphrase);
    await like(ofGenre(0, 4));
    const { id } = await brain.addProfile({ name: 'canary-name' });
    await brain.switchProfile(id, nothing);
    await like(ofGenre(3, 4));
    await bring(['Film 9', 'canary-title', 'canary-other']);
    await brain.train(nothing);
    expect(await brain.profileContents(id)).toEqual({ entries: 7 });
    expect(await codeOf(brain.deleteProfile('first', nothing))).toBe('profile/first');
    await brain.deleteProfile(id, nothing);
    expect(profiles()).toMatchObject({ active: 'first', all: [{ id: 'first' }] });
    expect(await codeOf(brain.profileContents(id))).toBe('profile/unknown');
    const { events, blobs } = await exported();
    expect(events.map(({ item }) => item)).toEqual(ofGenre(0, 4));
    expect(atob(blobs['profile-models'] ?? '')).toBe('{}');
    const kept = Object.values(blobs).map(atob).join();
    expect(kept).not.toContain('canary');
    for (const one of ofGenre(3, 4)) expect(kept).not.toContain(one);
    await brain.lock();
    // The revisions before the newest as well: whatever becomes of those, nothing comes back.
    const vault = await openVault({ passphrase }, { platform: vaultPlatform });
    expect(vault.events()).toHaveLength(4);
    for (const name of ['profiles', 'profile-models', 'imports'] as const)
      expect(new TextDecoder().decode(await vault.loadBlob(name))).not.toContain('canary');
    await vault.lock();
    await brain.unlock({ passphrase });
    expect(await codeOf(brain.deleteProfile(id, nothing))).toBe('profile/unknown');
  });
});
