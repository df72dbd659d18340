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
import { encodeFusion, mostEvidence, startingWeights, weightsOf, decodeFusion } from '@parlour/recommend';
import { canonicalJson, signPublicFile } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { openVault, type VaultPlatform } from '@parlour/vault';
import { beforeEach, describe, expect, test } from 'vitest';
import type { SharedFusion } from '@parlour/wire';
import type { BrainApi, MixtureReport } from '../brain-api/index.ts';
import { film, filesOf, items, passphrase, type PublishedForTests, testPlatform } from './brain-for-tests.ts';
import { createBrain } from './create-brain.ts';
import { learnedFormat } from './saved-learned.ts';

const all = items();
const catalogue = openCatalogue(encodeColumns(all));
// Whoever watches a western (2) watches the musicals (4) after it, which nothing of their content says.
const people = Array.from({ length: 300 }, (_, person) =>
  [2, 4, 4, 4].map((genre, at) => ({ row: catalogue.rowOf(film(6 * ((person + 7 * at) % 30) + genre)), at })),
);
const collaborative = encodeCollaborativeModel(
  trainCollaborative(
    interactionsOf(catalogue.size, people),
    { idOf: (row) => catalogue.id(row), name: 'test' },
    { ...defaultOptions, follows: { ...defaultOptions.follows, ridge: 10 } },
  ),
);

let vaultPlatform: Partial<VaultPlatform>;
let brain: BrainApi | undefined;
const come = async (published: PublishedForTests = { collaborative }): Promise<BrainApi> => {
  brain = createBrain({ files: filesOf(all, published), vaultPlatform });
  await brain.start();
  return brain;
};
const again = async (published?: PublishedForTests): Promise<BrainApi> => {
  await brain?.lock();
  const later = await come(published);
  await later.unlock({ passphrase });
  return later;
};
const mixtureOf = async (one: BrainApi): Promise<MixtureReport> => (await one.device()).mixture;
const newHome = async (published?: PublishedForTests): Promise<BrainApi> => {
  const one = await come(published);
  await one.createVault(passphrase);
  return one;
};

/** Rejects what is like the westerns that were watched as long as there is any of it, then likes what comes first. */
async function teach(one: BrainApi, times = 16): Promise<void> {
  for (const index of [2, 8, 14]) await one.feedback(film(index), 'completion');
  for (let time = 0; time < times; time += 1) {
    const { entries } = await one.recommend({ count: 177, genres: ['Western'] });
    const nearest = entries.find(({ source }) => source === 'content') ?? entries[0];
    if (nearest) await one.feedback(nearest.card.id, 'not-for-me');
  }
}

beforeEach(async () => {
  await brain?.eraseEverything();
  vaultPlatform = testPlatform();
});

describe('what the list learned', () => {
  test('is there again after a reload: the same weights, the same list', async () => {
    const one = await newHome();
    await teach(one);
    const before = await mixtureOf(one);
    const list = await one.recommend({ count: 10 });

    expect(before.deeds).toBeGreaterThan(5);
    expect(before.weights.collaborative).toBeGreaterThan(startingWeights.collaborative);
    const later = await again();
    expect(await mixtureOf(later)).toEqual(before);
    expect(await later.recommend({ count: 10 })).toEqual(list);
    expect(await mixtureOf(later)).toEqual(before);
  });

  test('is forgotten with what it came from', async () => {
    const one = await newHome();
    await teach(one);
    const { deeds } = await mixtureOf(one);
    const { entries } = await one.history({ offset: 0, limit: 100 });
    const rejected = entries
      .filter(({ event }) => event.kind === 'not-for-me')
      .map(({ event }) => event.item ?? '');
    for (const item of rejected) await one.takeBack(item, 'not-for-me');
    await one.recommend({ count: 10 });
    const after = await mixtureOf(one);
    expect(after.deeds).toBe(deeds - rejected.length);
    expect(after.weights.collaborative).toBeCloseTo(startingWeights.collaborative);
    expect(await mixtureOf(await again())).toEqual(after);
  });

  test('counts every title that is judged while one list is before the person', async () => {
    const one = await newHome();
    for (const index of [2, 8, 14]) await one.feedback(film(index), 'completion');
    const { entries } = await one.recommend({ count: 5 });
    for (const { card } of entries) await one.feedback(card.id, 'like');
    expect((await mixtureOf(one)).deeds).toBe(5);
  });

  test('counts a title that stayed before the person while others were chosen anew around it', async () => {
    const one = await newHome();
    for (const index of [2, 8, 14]) await one.feedback(film(index), 'completion');
    const { entries } = await one.recommend({ count: 5 });
    const ids = entries.map(({ card }) => card.id);
    await one.recommend({ count: 20, exclude: ids });
    for (const id of ids) await one.feedback(id, 'like');
    expect((await mixtureOf(one)).deeds).toBe(5);
  });

  test.each([
    ['damaged', 'damaged', [1, 2, 3]],
    [
      'of impossible numbers',
      'damaged',
      { format: learnedFormat, evidence: [], habits: { halfLife: -1, sameTime: 0 }, habitsFrom: 0 },
    ],
    [
      'larger than it can be',
      'damaged',
      {
        format: learnedFormat,
        evidence: Array.from({ length: mostEvidence + 1 }, () => ({ event: 'e', liking: 1, rewards: {} })),
        habits: { halfLife: null, sameTime: 0 },
        habitsFrom: 0,
      },
    ],
    ['of a newer version', 'newer', { format: learnedFormat + 1, anything: true }],
  ] as const)('%s: the starting weights, and the device report says so', async (_, problem, saved) => {
    const one = await newHome();
    await teach(one);
    await one.lock();
    const vault = await openVault({ passphrase }, { platform: vaultPlatform });
    const bytes = new TextEncoder().encode(JSON.stringify(saved));
    await vault.saveBlob('learned', bytes);
    await vault.lock();
    const later = await come();
    await later.unlock({ passphrase });
    const { weights, problem: said, deeds } = await mixtureOf(later);
    expect([said, deeds]).toEqual([problem, 0]);
    expect(weights.collaborative).toBeCloseTo(startingWeights.collaborative);
    const { source, entries } = await later.recommend({ count: 5 });
    expect(source).toBe('personal');
    await later.feedback(entries[0]?.card.id ?? '', 'like');
    await later.lock();
    const opened = await openVault({ passphrase }, { platform: vaultPlatform });
    const left = await opened.loadBlob('learned');
    await opened.lock();
    // What a newer version learned is still there for it.
    expect(left !== undefined && Buffer.compare(left, bytes) === 0).toBe(problem === 'newer');
  });
});

describe('published weights', () => {
  const fusion = encodeFusion(
    {
      weights: { collaborative: 0.05, content: 0.9, graph: 0, context: 0.05 },
      member: 'content',
      trust: 1,
      cases: 100,
      memberNdcg: 0.1,
      ndcg: 0.11,
      gain: 0.01,
      gainSe: 0.005,
    },
    'test',
  );

  test('are where a person starts, and what they taught comes on top', async () => {
    const one = await newHome({ collaborative, fusion });
    const start = await mixtureOf(one);
    expect(start).toMatchObject({ start: 'published', deeds: 0, problem: undefined });
    const { collaborative: first, content } = weightsOf(decodeFusion(fusion));
    expect(start.weights.collaborative).toBeCloseTo(first, 12);
    expect(start.weights.content).toBeCloseTo(content, 12);
    await teach(one);
    const before = await mixtureOf(one);
    expect(before.weights.content).toBeLessThan(start.weights.content);
    // The same deeds from another start: nothing of the old start sticks to them.
    const elsewhere = await mixtureOf(await again({ collaborative }));
    expect(elsewhere).toMatchObject({ start: 'parlour', deeds: before.deeds });
    expect(elsewhere.weights.content).toBeLessThan(startingWeights.content);
    expect(await mixtureOf(await again({ collaborative, fusion }))).toEqual(before);
  });

  test('that are damaged cost nothing but themselves, and are named', async () => {
    const one = await newHome({ collaborative, fusion: new Uint8Array(100) });
    expect(await mixtureOf(one)).toMatchObject({ start: 'parlour', startProblem: 'model/damaged-fusion' });
    await one.feedback(film(2), 'like');
    expect((await one.recommend({ count: 5 })).source).toBe('personal');
  });
});

describe('weights that people have shared', () => {
  const shared: SharedFusion = {
    format: 1,
    members: ['collaborative', 'content', 'context'],
    weights: [0.25, 0.75, 0],
    origin: {
      weightings: 'ab'.repeat(16),
      parents: [],
      bundles: ['cd'.repeat(32)],
      cohorts: [{ round: 'ef'.repeat(32), epoch: '2026-w48', reports: 1000 }],
      reports: 1000,
      noise: 0.006,
      epsilon: { one: 1, delta: 1e-5 },
      gain: 0.02,
      gainSe: 0.004,
    },
  };
  const file = async (change: object = {}) => {
    const seed = new Uint8Array(32).fill(7);
    const signed = await signPublicFile(nodeSuite, 'fusion', canonicalJson(shared), seed);
    return new TextEncoder().encode(JSON.stringify({ ...signed, ...change }));
  };

  test('are where a person starts, what they taught stays on top, and Together tells of them', async () => {
    const fusion = await file();
    const one = await newHome({ collaborative, fusion });
    const start = await mixtureOf(one);
    expect(start).toMatchObject({ start: 'people', deeds: 0, problem: undefined });
    expect(start.weights.content).toBeGreaterThan(2.5 * start.weights.collaborative);
    // Nobody said anything of a strategy that was not tried.
    expect(start.weights.graph).toBeCloseTo(startingWeights.graph);
    await teach(one);
    const before = await mixtureOf(one);
    expect(before.weights.content).toBeLessThan(start.weights.content);
    const { mix } = await one.together();
    expect(mix).toMatchObject({ reports: 1000, rounds: 1, from: '2026-w48', gain: 0.02, epsilon: 1 });
    expect(mix?.weights).toEqual(start.weights);
    // The same deeds on Parlour's own start, and back.
    expect(await mixtureOf(await again({ collaborative }))).toMatchObject({
      start: 'parlour',
      deeds: before.deeds,
    });
    expect(await mixtureOf(await again({ collaborative, fusion }))).toEqual(before);
  });

  test('that are not as they were signed cost nothing but themselves', async () => {
    const change = { text: canonicalJson({ ...shared, weights: [1, 0, 0] }) };
    const one = await newHome({ collaborative, fusion: await file(change) });
    expect(await mixtureOf(one)).toMatchObject({
      start: 'parlour',
      startProblem: 'aggregation/bad-public-file',
    });
    expect((await one.together()).mix).toBeUndefined();
  });
});
