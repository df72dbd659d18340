import { type Catalogue, openCatalogue } from '@parlour/catalogue';
import { encodeColumns } from '@parlour/catalogue/publish';
import { defaultOptions, interactionsOf, trainCollaborative } from '@parlour/model/collaborative';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { itemOf } from '../../test-house.ts';
import type { History } from '../strategy.ts';
import { collaborative } from './collaborative-strategy.ts';

const seed = Number(process.env['PARLOUR_SEED'] ?? Date.now() % 2 ** 31);
const size = 60;

const catalogueOf = (ids: readonly string[]): Catalogue =>
  openCatalogue(encodeColumns(ids.map((id) => itemOf(id))));
const idOf = (item: number) => `item-${String(item).padStart(3, '0')}`;
const ids = Array.from({ length: size }, (_, item) => idOf(item));
const catalogue = catalogueOf(ids);

/** Everybody watches seven of one half of the items in ascending order, beginning anywhere. */
const people = Array.from({ length: 600 }, (_, person) =>
  Array.from({ length: 7 }, (_, i) => ({
    row: catalogue.rowOf(idOf((person % 2) * 30 + ((person * 11 + i) % 30))),
    at: i,
  })),
);
const model = trainCollaborative(
  interactionsOf(size, people),
  { idOf: (row) => catalogue.id(row), name: 'test' },
  { ...defaultOptions, follows: { ...defaultOptions.follows, ridge: 10 } },
);
const strategy = collaborative(model, catalogue);
const moment = { now: 0 };
const everything = new Uint8Array(size).fill(1);
const rowOf = (item: number) => catalogue.rowOf(idOf(item));
const historyOf = (...items: readonly number[]): History =>
  items.map((item, at) => ({ row: rowOf(item), at, weight: 1 }));
const unseen = (history: History) => {
  const allowed = everything.slice();
  for (const { row } of history) allowed[row] = 0;
  return allowed;
};

test('what follows comes first, and all of it from the half that the person watches', () => {
  const history = historyOf(3, 4, 5);
  const { rows } = strategy.prepare(history).rank(unseen(history), moment);
  expect(rows[0]).toBe(rowOf(6));
  const half = new Set(Array.from({ length: 30 }, (_, item) => rowOf(item)));
  expect(Array.from(rows.subarray(0, 5)).every((row) => half.has(row))).toBe(true);
});

const histories = fc
  .array(fc.record({ item: fc.nat(size - 1), weight: fc.constantFrom(1, 0.7, 0.3, -1) }), { maxLength: 30 })
  .map((all) => all.map(({ item, weight }, at) => ({ row: rowOf(item), at, weight })));

test('a ranking descends, holds only what is allowed, and its evidence adds up to the score', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const allowed = unseen(history);
      const ranking = strategy.prepare(history).rank(allowed, moment);
      expect(Array.from(ranking.rows).every((row) => allowed[row] === 1)).toBe(true);
      ranking.rows.forEach((row, index) => {
        const score = ranking.scores[index] ?? 0;
        expect(score).toBeLessThanOrEqual(ranking.scores[index - 1] ?? Infinity);
        const sum = ranking.evidence(row).reduce((all, { weight }) => all + weight, 0);
        expect(sum).toBeCloseTo(score, 3);
      });
    }),
    { seed, numRuns: 60 },
  );
});

test('what is named heaviest really carries: without it the score is lower', () => {
  const history = historyOf(3, 4, 5, 40);
  const ranking = strategy.prepare(history).rank(unseen(history), moment);
  const [first] = ranking.evidence(rowOf(6));
  expect(first).toMatchObject({ kind: 'history' });
  const row = first?.kind === 'history' ? first.row : -1;
  const without = strategy.prepare(history.filter((each) => each.row !== row)).rank(unseen(history), moment);
  const scoreIn = ({ rows, scores }: typeof ranking) => scores[rows.indexOf(rowOf(6))] ?? 0;
  expect(scoreIn(without)).toBeLessThan(scoreIn(ranking));
});

test('knows the score without a title as if it had never been there', () => {
  const heads = [0, 1].map((side) => ({
    name: `side ${side}`,
    favourites: [3, 9, 20].map((item) => ({ row: rowOf(30 * side + item), share: 0.5 })),
  }));
  const chosen = (watched: readonly { readonly row: number }[]) => ({
    head: watched.reduce((sum, { row }) => sum + row, 0) % 2,
    likeness: 1 / (1 + watched.length),
  });
  for (const one of [
    strategy,
    collaborative(model, catalogue, heads),
    collaborative(model, catalogue, heads, chosen),
  ]) {
    fc.assert(
      fc.property(histories, fc.nat(size - 1), fc.nat(size - 1), (history, row, without) => {
        const prepared = one.prepare(history);
        const scoreIn = (of: History) => {
          const { rows, scores } = one.prepare(of).rank(everything, moment);
          return scores[rows.indexOf(row)] ?? 0;
        };
        const left = scoreIn(history.filter((each) => each.row !== without));
        expect(prepared.scoreWithout?.(row, without, moment)).toBeCloseTo(left, 4);
        expect(prepared.scoreWithout?.(row, undefined, moment)).toBe(scoreIn(history));
      }),
      { seed, numRuns: 100 },
    );
  }
});

test('the quick evidence is the heaviest of all', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const ranking = strategy.prepare(history).rank(everything, moment);
      for (const row of ranking.rows.subarray(0, 3)) {
        const quick = ranking.quickEvidence?.(row) ?? [];
        const weights = (all: typeof quick) => all.slice(0, 8).map((each) => each.weight);
        expect(weights(quick)).toEqual(weights(ranking.evidence(row)));
      }
    }),
    { seed, numRuns: 60 },
  );
});

test('"not for me" moves that kind away', () => {
  const history = historyOf(3, 4, 5);
  const rejected = [...history, { row: rowOf(6), at: 9, weight: -1 }];
  const place = (of: History) => strategy.prepare(of).rank(unseen(rejected), moment).rows.indexOf(rowOf(8));
  expect(place(history)).toBeGreaterThanOrEqual(0);
  expect(place(rejected)).toBe(-1);
});

test('an empty history, one of unknown rows, or one of no weight ranks nothing', () => {
  for (const history of [[], [{ row: 10_000, at: 0, weight: 1 }], [{ row: 0, at: 0, weight: Number.NaN }]])
    expect(strategy.prepare(history).rank(everything, moment).rows).toHaveLength(0);
});

test('the same model fits a catalogue of other rows, and is refused by one that has none of its titles', () => {
  const other = catalogueOf([...ids.slice(0, 50).toReversed(), 'new-one', 'another']);
  const history = [3, 4, 5].map((item, at) => ({ row: other.rowOf(idOf(item)), at, weight: 1 }));
  const allowed = new Uint8Array(other.size).fill(1);
  for (const { row } of history) allowed[row] = 0;
  const { rows } = collaborative(model, other).prepare(history).rank(allowed, moment);
  expect(other.id(rows[0] ?? -1)).toBe(idOf(6));
  expect(() => collaborative(model, catalogueOf(['a', 'b']))).toThrow('none of the titles');
});

test('the nearest cluster lifts its favourites, and says so', () => {
  const heads = [
    { name: 'near', favourites: [3, 4, 20].map((item) => ({ row: rowOf(item), share: 0.5 })) },
    { name: 'far', favourites: [{ row: rowOf(50), share: 1 }] },
  ];
  const history = historyOf(3, 4);
  const place = (of: typeof strategy) =>
    of.prepare(history).rank(unseen(history), moment).rows.indexOf(rowOf(20));
  const clustered = collaborative(model, catalogue, heads);
  expect(place(clustered)).toBeGreaterThanOrEqual(0);
  const evidence = clustered.prepare(history).rank(unseen(history), moment).evidence(rowOf(20));
  expect(evidence).toContainEqual(expect.objectContaining({ kind: 'cluster', cluster: 'near' }));
  expect(place(strategy) === -1 || place(clustered) < place(strategy)).toBe(true);
});

test('a hundred thousand events are one history like any other', () => {
  const history = Array.from({ length: 100_000 }, (_, at) => ({ row: at % 20, at, weight: 1 }));
  const { rows } = strategy.prepare(history).rank(unseen(history), moment);
  expect(rows.length).toBeGreaterThan(0);
});
