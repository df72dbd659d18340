import { type Catalogue, type ItemGraph, itemGraph } from '@parlour/catalogue';
import { buildSimilar } from '@parlour/catalogue/publish';
import { defaultOptions, interactionsOf, trainCollaborative } from '@parlour/model/collaborative';
import { seededRandom } from '@parlour/model';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { startingWeights } from '../fusion/fusion-weights.ts';
import { collaborative } from '../strategies/collaborative/collaborative-strategy.ts';
import { graphStrategy } from '../strategies/graph/graph-strategy.ts';
import { plantedModel } from '../strategies/graph/test-graph.ts';
import { themes } from '../test-house.ts';
import type { EngineParts } from './engine-parts.ts';
import { engineFor, partsFor, today, watched } from './engine-for-tests.ts';
import type { RecommendRequest } from './recommend-request.ts';

const seed = Number(process.env['PARLOUR_SEED'] ?? Date.now() % 2 ** 31);
console.log(`the whole engine, seed ${seed}`);

const planted = partsFor((_, index) => ({
  cast: [`Actor ${index % 12}`],
  directors: [`Director ${index % 75}`],
}));
const { catalogue } = planted;
let edges: ItemGraph;
let parts: EngineParts;

/** Everybody watches eight titles of one theme that follow each other, and two of another. */
function trained(own: Catalogue): ReturnType<typeof collaborative> {
  const random = seededRandom(3);
  const rowsOf = themes.map((theme) =>
    Array.from({ length: own.size }, (_, row) => row).filter((row) => own.genres(row)[0] === theme),
  );
  const people = Array.from({ length: 400 }, (_, person) => {
    const [first, second] = [rowsOf[person % 6], rowsOf[(person * 5 + 1) % 6]];
    const start = Math.floor(random() * 40);
    const rows = [...first.slice(start, start + 8), second[start], second[start + 3]];
    return rows.map((row, at) => ({ row, at }));
  });
  const names = { idOf: (row: number) => own.id(row), name: 'test' };
  return collaborative(trainCollaborative(interactionsOf(own.size, people), names, defaultOptions), own, [
    { name: 'a cluster', favourites: rowsOf[0].slice(0, 10).map((row) => ({ row, share: 0.4 })) },
  ]);
}

/** An encoder's directions by the genre of each row; the last has none. */
function directed(own: Catalogue): ReturnType<typeof plantedModel> {
  const model = plantedModel(own.size, themes.length);
  const next = themes.map((_, theme) => theme);
  const directions = new Int8Array(model.directions.length);
  for (let row = 0; row < own.size; row += 1) {
    const theme = themes.indexOf(own.genres(row)[0]);
    const from = next[theme] % own.size;
    next[theme] += themes.length;
    directions.set(model.directions.subarray(from * 64, (from + 1) * 64), row * 64);
  }
  return { ...model, directions };
}

beforeAll(async () => {
  edges = itemGraph(catalogue, await buildSimilar(catalogue));
  parts = { ...planted, strategies: [trained(catalogue), graphStrategy(directed(catalogue), edges)] };
});

const someRows = fc.uniqueArray(fc.nat(298), { minLength: 2, maxLength: 16 });
const eventsOf = (rows: readonly number[]) => rows.map((row, at) => watched(catalogue, row, at * 86_400_000));
const now = { context: { now: today, utcOffset: 0 } };

describe('of all four strategies', () => {
  it('reasons are true: without the title that is named, or those that share the person or genre, the score is lower', () => {
    const named = { 'similar-to': 0, 'because-person': 0, 'because-genre': 0 };
    fc.assert(
      fc.property(someRows, (rows) => {
        const engine = engineFor(parts, eventsOf(rows));
        const list = engine.recommend({ count: 8, ...now });
        expect(list.missing).toEqual([]);
        const scoreWithout = (item: string, gone: (row: number) => boolean): number =>
          engineFor(
            { ...parts, learned: engine.learned() },
            eventsOf(rows.filter((row) => !gone(row))),
          ).explain(item, now.context).score;
        for (const { item, score, reasons } of list.entries) {
          const explained = engine.explain(item, now.context);
          expect(explained.score).toBeCloseTo(score, 9);
          for (const { type, path } of [...reasons, ...explained.reasons]) {
            const [word] = path;
            if (type === 'similar-to') {
              const from = catalogue.rowOf(word);
              expect(rows).toContain(from);
              expect(scoreWithout(item, (row) => row === from)).toBeLessThan(score);
            } else if (type === 'because-person' || type === 'because-genre') {
              const wordsOf = (row: number) =>
                type === 'because-genre'
                  ? catalogue.genres(row)
                  : [...catalogue.directors(row), ...catalogue.cast(row)];
              expect(wordsOf(catalogue.rowOf(item))).toContain(word);
              expect(rows.filter((row) => wordsOf(row).includes(word)).length).toBeGreaterThanOrEqual(2);
              expect(scoreWithout(item, (row) => wordsOf(row).includes(word))).toBeLessThan(score);
            } else continue;
            named[type] += 1;
          }
        }
      }),
      { seed, numRuns: 15 },
    );
    for (const count of Object.values(named)) expect(count).toBeGreaterThan(0);
  });

  it('paths go along edges that the graph has, from a title of the history to the one explained', () => {
    let found = 0;
    const joined = (from: string, to: string): boolean => {
      const [a, b] = [catalogue.rowOf(from), catalogue.rowOf(to)];
      const has = (one: number, other: number) => edges.neighbours(one).some(({ row }) => row === other);
      return has(a, b) || has(b, a);
    };
    fc.assert(
      fc.property(someRows, (rows) => {
        const engine = engineFor(parts, eventsOf(rows));
        for (const { item } of engine.recommend({ count: 5, ...now }).entries) {
          const { paths, reasons } = engine.explain(item, now.context);
          const carried = reasons
            .filter(({ type }) => type === 'similar-to')
            .map(({ path }) => [...path, item]);
          for (const items of [
            ...paths.map((path) => path.items),
            ...carried.filter(({ length }) => length > 2),
          ]) {
            found += 1;
            expect(rows).toContain(catalogue.rowOf(items[0]));
            expect(items.at(-1)).toBe(item);
            for (let step = 1; step < items.length; step += 1)
              expect(joined(items[step - 1], items[step])).toBe(true);
          }
        }
      }),
      { seed, numRuns: 15 },
    );
    expect(found).toBeGreaterThan(10);
  });

  it('a list follows from request, history and time alone: whatever was asked before, it is the same', () => {
    const request: fc.Arbitrary<RecommendRequest> = fc
      .record(
        {
          count: fc.constantFrom(1, 7, 20, 60),
          seed: fc.nat(3),
          exclude: fc.array(
            fc.nat(299).map((row) => catalogue.id(row)),
            { maxLength: 20 },
          ),
          rewatch: fc.boolean(),
          trust: fc.constant('off' as const),
          genres: fc.constantFrom(['Comedy'], ['War', 'Crime']),
          mood: fc.constantFrom('light' as const, 'intense' as const),
          minutes: fc.constantFrom(90, 200),
          device: fc.constantFrom('phone' as const, 'television' as const),
          later: fc.nat(5),
        },
        { requiredKeys: ['count'] },
      )
      .map(({ mood, minutes, device, later = 0, ...own }) => ({
        ...own,
        context: {
          now: today + later * 3_600_000,
          utcOffset: 0,
          ...(mood && { mood }),
          ...(minutes && { minutes }),
          ...(device && { device }),
        },
      }));
    fc.assert(
      fc.property(
        someRows,
        fc.array(request, { minLength: 1, maxLength: 8 }),
        request,
        (rows, before, last) => {
          const engine = engineFor(parts, eventsOf(rows));
          for (const one of before) {
            const [entry] = engine.recommend(one).entries;
            if (entry !== undefined) engine.explain(entry.item, one.context);
          }
          expect(engine.recommend(last)).toEqual(engineFor(parts, eventsOf(rows)).recommend(last));
        },
      ),
      { seed, numRuns: 40 },
    );
  });

  it('a list is pinned: a change of the engine that changes lists shows here', () => {
    const engine = engineFor(
      { ...parts, fusion: { weights: startingWeights } },
      eventsOf([3, 60, 61, 120, 4, 62]),
    );
    const { entries } = engine.recommend({ count: 10, seed: 5, ...now });
    expect(
      entries.map(({ item, score, source }) => `${item} ${score.toFixed(4)} ${source}`),
    ).toMatchInlineSnapshot(`
      [
        "item-018 0.6720 collaborative",
        "item-007 0.5873 collaborative",
        "item-228 0.6360 collaborative",
        "item-243 0.4374 collaborative",
        "item-282 0.6118 collaborative",
        "item-150 0.5437 graph",
        "item-090 0.6303 collaborative",
        "item-289 0.6227 collaborative",
        "item-294 0.6633 collaborative",
        "item-216 0.5303 graph",
      ]
    `);
  });
});
