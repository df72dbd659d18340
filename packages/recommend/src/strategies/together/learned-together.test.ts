import { type Catalogue, openCatalogue } from '@parlour/catalogue';
import { encodeColumns } from '@parlour/catalogue/publish';
import {
  addPersonMoment,
  fitMomentModel,
  momentBasis,
  momentDimension,
  privatePopularity,
} from '@parlour/model/moments';
import { plantedFeatures } from '@parlour/model/planted-features';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { engineFor, partsFor } from '../../engine/engine-for-tests.ts';
import { itemOf } from '../../test-house.ts';
import type { History } from '../strategy.ts';
import { chooseLearned } from './choose-learned.ts';
import { learnedTogether } from './learned-together.ts';
import { ownQuality } from './own-quality.ts';

const [size, themes] = [60, 6];
const idOf = (item: number) => `item-${String(item).padStart(3, '0')}`;
const ids = Array.from({ length: size }, (_, item) => idOf(item));
const catalogueOf = (some: readonly string[]): Catalogue =>
  openCatalogue(encodeColumns(some.map((id) => itemOf(id))));
const catalogue = catalogueOf(ids);
const rowOf = (item: number) => catalogue.rowOf(idOf(item));
const popularity = privatePopularity(Float64Array.from({ length: size }, (_, item) => 60 / (1 + item)));
const basis = momentBasis(plantedFeatures(size, themes), popularity, { head: 6, content: 8 });
const triangle = new Float64Array(momentDimension(14));
/** Everybody watches one theme: items of one remainder. */
for (let person = 0; person < 300; person++)
  addPersonMoment(
    triangle,
    basis,
    [0, 1, 2, 3, 4].map((step) => (person % themes) + themes * ((person + step * step) % 10)),
  );
const model = fitMomentModel(basis, { triangle: triangle.map((value) => value / 300), noise: 0 });
const strategy = learnedTogether(model, ids, catalogue);
const moment = { now: 0 };
const everything = new Uint8Array(size).fill(1);
const history = fc
  .array(fc.record({ item: fc.nat(size - 1), weight: fc.constantFrom(1, 0.7, 0.3, -1) }), { maxLength: 20 })
  .map((all): History => all.map(({ item, weight }, at) => ({ row: rowOf(item), at, weight })));

describe('the strategy of what was learned together', () => {
  test('gives titles of the theme that the person watches', () => {
    const watched = [8, 20, 32].map((item, at) => ({ row: rowOf(item), at, weight: 1 }));
    const { rows } = strategy.prepare(watched).rank(everything, moment);
    const items = Array.from(rows.slice(0, 8), (row) => Number(catalogue.id(row).slice(5)));
    expect(items.filter((item) => item % themes === 2).length).toBeGreaterThan(5);
  });

  test('is nothing to a newcomer: what they are shown first is what is popular, with it or without', () => {
    const parts = partsFor();
    const known = ids.map((_, row) => parts.catalogue.id(row));
    const shownWith = (strategies: NonNullable<typeof parts.strategies>) =>
      engineFor({ ...parts, strategies })
        .recommend({ count: 20 })
        .entries.map(({ row }) => row);
    expect(shownWith([learnedTogether(model, known, parts.catalogue)])).toEqual(shownWith([]));
  });

  test('ranks nothing for an empty history, and descends for any other; evidence adds up to the score', () => {
    expect(strategy.prepare([]).rank(everything, moment).rows).toHaveLength(0);
    fc.assert(
      fc.property(history, (watched) => {
        const ranking = strategy.prepare(watched).rank(everything, moment);
        ranking.rows.forEach((row, at) => {
          if (at > 0) expect(ranking.scores[at]).toBeLessThanOrEqual(ranking.scores[at - 1]);
          const sum = ranking.evidence(row).reduce((all, { weight }) => all + weight, 0);
          expect(sum).toBeCloseTo(ranking.scores[at], 4);
        });
      }),
    );
  });

  test('knows the score without a title exactly, as if it had never been watched', () => {
    fc.assert(
      fc.property(history, fc.nat(size - 1), fc.nat(size - 1), (watched, item, left) => {
        const prepared = strategy.prepare(watched);
        const anew = strategy.prepare(watched.filter(({ row }) => row !== rowOf(left)));
        const { rows, scores } = anew.rank(everything, moment);
        const expected = scores[rows.indexOf(rowOf(item))] ?? 0;
        expect(prepared.scoreWithout?.(rowOf(item), rowOf(left), moment)).toBeCloseTo(expected, 5);
      }),
    );
  });

  test('finds its titles in a catalogue of another version, and is refused by one that has none', () => {
    const other = catalogueOf([...ids.slice(20), 'item-new']);
    const [row] = learnedTogether(model, ids, other)
      .prepare([{ row: other.rowOf(idOf(26)), at: 0, weight: 1 }])
      .rank(new Uint8Array(other.size).fill(1), moment).rows;
    expect(other.id(row)).toMatch(/^item-\d/);
    expect(() => learnedTogether(model, ids, catalogueOf(['another']))).toThrow('none of the 60 titles');
  });
});

describe('a device', () => {
  const broken = learnedTogether(
    { ...model, factors: model.factors.map((value, at) => value * Math.cos(at)) },
    ids,
    catalogue,
  );
  const historyOf = (items: readonly number[]): History =>
    items.map((item, at) => ({ row: rowOf(item), at, weight: 1 }));
  const watched = [
    ...Array.from({ length: 10 }, (_, step) => 2 + themes * ((step * 3) % 10)),
    ...Array.from({ length: 8 }, (_, step) => 3 + themes * step),
  ];

  test('keeps what it had where the newest is clearly worse for its person, and takes the newest otherwise', () => {
    const told = ownQuality([broken, strategy], historyOf(watched), size);
    expect(told.cases).toBe(15);
    expect(told.hits[1]).toBeGreaterThan(told.hits[0]);
    expect(chooseLearned(told)).toBe(1);
    expect(chooseLearned(ownQuality([strategy, broken], historyOf(watched), size))).toBe(0);
    expect(chooseLearned(ownQuality([strategy, strategy], historyOf(watched), size))).toBe(0);
  });

  test('goes against what is served only where its history says enough', () => {
    const few = ownQuality([broken, strategy], historyOf(watched.slice(0, 8)), size);
    expect(few.cases).toBe(5);
    expect(chooseLearned(few)).toBe(0);
    expect(chooseLearned(ownQuality([strategy], [], size))).toBe(0);
  });
});
