import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type History, rankingLength } from '../strategy.ts';
import { graphStrategy } from './graph-strategy.ts';
import { graphOf, plantedModel } from './test-graph.ts';

const rows = 61;
const noGraph = graphOf([]);
const model = plantedModel(rows, 4);
const strategy = graphStrategy(model, noGraph);
const everything = new Uint8Array(rows).fill(1);
const watched = (...those: number[]): History => those.map((row, at) => ({ row, at, weight: 1 }));

const anyHistory = fc.array(
  fc.record({ row: fc.nat(rows - 1), at: fc.nat(), weight: fc.double({ min: -1, max: 1, noNaN: true }) }),
  { maxLength: 30 },
);

describe('the graph strategy', () => {
  test('ranks what is like the history first', () => {
    const ranked = strategy.prepare(watched(0, 4, 8)).rank(everything).rows;
    expect(Array.from(ranked.slice(0, 12), (row) => row % 4)).toEqual(Array(12).fill(0));
  });

  test('leaves what is disliked behind', () => {
    const liked = strategy.prepare(watched(0, 1)).rank(everything);
    const history = [...watched(0, 1), { row: 5, at: 9, weight: -1 }];
    const disliked = strategy.prepare(history).rank(everything);
    const placeOf = (ranking: typeof liked, row: number): number => {
      const place = ranking.rows.indexOf(row);
      return place < 0 ? rows : place;
    };
    expect(placeOf(disliked, 9)).toBeGreaterThan(placeOf(liked, 9));
  });

  test('ranks nothing without a title that is liked and known', () => {
    const histories: History[] = [
      [],
      [{ row: 3, at: 0, weight: -1 }],
      watched(rows - 1),
      [{ row: 2, at: 0, weight: NaN }],
    ];
    for (const history of histories) expect(strategy.prepare(history).rank(everything).rows).toHaveLength(0);
  });

  test('takes 100,000 events', () => {
    const history = Array.from({ length: 100_000 }, (_, at) => ({ row: at % (rows - 1), at, weight: 1 }));
    expect(strategy.prepare(history).rank(everything).rows.length).toBeGreaterThan(0);
  });

  test('gives allowed rows only, each once, best first, at most 200, the same again', () => {
    fc.assert(
      fc.property(
        anyHistory,
        fc.uint8Array({ minLength: rows, maxLength: rows, max: 1 }),
        (history, allowed) => {
          const { rows: ranked, scores } = strategy.prepare(history).rank(allowed);
          expect(ranked.length).toBeLessThanOrEqual(rankingLength);
          expect(new Set(ranked).size).toBe(ranked.length);
          expect(ranked.every((row) => allowed[row] === 1)).toBe(true);
          expect(scores).toEqual(scores.toSorted().reverse());
          expect(scores.every((score) => score > 0 && score <= 1.0001)).toBe(true);
          expect(strategy.prepare(history).rank(allowed).rows).toEqual(ranked);
        },
      ),
      { verbose: true },
    );
  });

  test('scores as if a title had never been there', () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(rows - 1), fc.nat(rows - 1), (history, row, without) => {
        const prepared = strategy.prepare(history);
        const left = history.filter((interaction) => interaction.row !== without);
        const { rows: ranked, scores } = strategy.prepare(left).rank(everything);
        const place = ranked.indexOf(row);
        expect(prepared.scoreWithout(row, without)).toBe(place < 0 ? 0 : scores[place]);
        const own = prepared.rank(everything);
        const ownPlace = own.rows.indexOf(row);
        expect(prepared.scoreWithout(row, undefined)).toBe(ownPlace < 0 ? 0 : own.scores[ownPlace]);
      }),
      { verbose: true },
    );
  });

  test('names as evidence only titles without which the score is lower, by what they add', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const prepared = strategy.prepare(history);
        const ranking = prepared.rank(everything);
        for (const row of ranking.rows.slice(0, 3)) {
          const score = prepared.scoreWithout(row, undefined);
          const evidence = ranking.evidence(row);
          const weights = evidence.map(({ weight }) => weight);
          expect(weights).toEqual(weights.toSorted((left, right) => right - left));
          expect(ranking.quickEvidence?.(row)).toEqual(expect.arrayContaining([...evidence]));
          for (const each of evidence) {
            if (each.kind !== 'history') throw new Error(`There is no graph, and yet a ${each.kind}`);
            expect(each.row).not.toBe(row);
            expect(prepared.scoreWithout(row, each.row)).toBeLessThan(score);
          }
        }
      }),
      { verbose: true },
    );
  });
});
