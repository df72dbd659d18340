import { fullPlan, normalised, type Preference, rowDot, type TrainingPlan } from '@parlour/model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recommend } from '../list/recommend.ts';
import { plantedCatalogue, taught } from '../test-house.ts';
import { attribution } from './attribution.ts';
import { deedOf, becauseOf } from './history-title.ts';
import { reasonsFor } from './reasons-for.ts';

const catalogue = plantedCatalogue((item, index) => ({
  name: `Film ${index}`,
  directors: index % 50 === 3 ? ['Ida Director'] : [],
  cast: index % 12 === 5 ? ['Carl Actor'] : [],
  genres: item.genres,
}));
const row = (index: number): number => catalogue.rowOf(`item-${String(index).padStart(3, '0')}`);
const prefer = (indices: readonly number[], weight = 1): Preference[] =>
  indices.map((index) => ({ row: row(index), item: catalogue.id(row(index)), weight }));
/** No steps at all: the embedding is the weighted sum alone, so leaving a title out can be computed two ways. */
const startOnly: TrainingPlan = { ...fullPlan, steps: 0 };

const cosine = async (
  of: number,
  preferences: readonly Preference[],
  plan: TrainingPlan,
): Promise<number> => {
  const { model, context } = await taught(catalogue, preferences, plan);
  return rowDot(context.features, of, normalised(model.vector));
};

describe('reasons are true', () => {
  test('the named title is the one whose removal costs most, by really removing each', async () => {
    const history = fc.uniqueArray(fc.nat({ max: 299 }), { minLength: 2, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        history,
        fc.array(fc.double({ min: 0.1, max: 1.5, noNaN: true }), { minLength: 6, maxLength: 6 }),
        async (indices, weights) => {
          const preferences = prefer(indices).map((one, at) => ({ ...one, weight: weights[at] ?? 1 }));
          const { taste, context } = await taught(catalogue, preferences, startOnly);
          for (const entry of recommend({ count: 3 }, { ...context, taste }).entries) {
            const named = entry.reasons.find(({ type }) => type === 'similar-to')?.path[0];
            if (named === undefined) continue;
            const loss = async (item: string): Promise<number> =>
              entry.score -
              (await cosine(
                entry.row,
                preferences.filter((one) => one.item !== item),
                startOnly,
              ));
            const losses = await Promise.all(
              preferences.map(async ({ item }) => ({ item, loss: await loss(item) })),
            );
            const most = losses.reduce((best, one) => (one.loss > best.loss ? one : best));
            const ours = losses.find(({ item }) => item === named)?.loss ?? Number.NaN;
            expect(ours).toBeGreaterThan(0);
            expect(ours).toBeCloseTo(most.loss, 4);
          }
        },
      ),
      { numRuns: 6, verbose: true },
    );
  });

  test('after real training too, a history without the named title scores the recommendation lower', async () => {
    const preferences = [...prefer([0, 6, 12]), ...prefer([1, 7]), ...prefer([2], 0.6), ...prefer([3], -1)];
    const { taste, context } = await taught(catalogue, preferences, fullPlan);
    const { entries } = recommend({ count: 10 }, { ...context, taste });
    let tried = 0;
    for (const entry of entries) {
      const [first] = entry.reasons;
      if (first?.type !== 'similar-to') continue;
      const without = preferences.filter(({ item }) => item !== first.path[0]);
      expect(without).toHaveLength(preferences.length - 1);
      expect(await cosine(entry.row, without, fullPlan)).toBeLessThan(entry.score);
      tried += 1;
    }
    expect(tried).toBeGreaterThan(5);
  });

  test('the parts are what the embedding is made of', async () => {
    const preferences = prefer([0, 1, 8, 40]);
    const { model, taste, context } = await taught(catalogue, preferences, startOnly);
    const parts = attribution(context.features, context.mean, model, taste.history).of(row(100));
    const sum = parts.reduce((total, { part }) => total + part, 0);
    expect(sum).toBeCloseTo(rowDot(context.features, row(100), normalised(model.vector)), 4);
  });

  test('a title that was refused speaks against its like and is no reason for it', async () => {
    const refused = prefer([1, 7], -1);
    const { model, taste, context } = await taught(catalogue, [...prefer([0, 6]), ...refused], fullPlan);
    const history = [...taste.history, ...refused.map((one) => ({ ...one, deed: 'watched' as const }))];
    const parts = attribution(context.features, context.mean, model, history);
    const comedies = [...Array(catalogue.size).keys()].filter((of) => catalogue.genres(of)[0] === 'Comedy');
    expect(comedies).toHaveLength(50);
    for (const of of comedies) {
      for (const { part } of parts.of(of).slice(2)) expect(part).toBeLessThan(0);
      const named = reasonsFor(catalogue, of, parts.of(of)).flatMap(({ path }) => path);
      expect(named).not.toContain(refused[0]?.item);
      expect(named).not.toContain(refused[1]?.item);
    }
  });
});

describe('what reasons say', () => {
  test('names the title, and the genre that several titles share', async () => {
    const { taste, context } = await taught(catalogue, prefer([3, 9, 15]), fullPlan);
    const { entries } = recommend({ count: 5 }, { ...context, taste });
    for (const { reasons } of entries) {
      expect(reasons[0]?.description).toMatch(/^Because you watched Film (3|9|15)$/);
      expect(reasons.find(({ type }) => type === 'because-genre')?.path).toEqual(['Horror']);
      for (const { confidence } of reasons) {
        expect(confidence).toBeGreaterThan(0);
        expect(confidence).toBeLessThanOrEqual(1);
      }
    }
  });

  test('names a person only if several titles of the history share them', () => {
    const title = (index: number) => ({
      row: row(index),
      item: catalogue.id(row(index)),
      deed: 'watched' as const,
    });
    const of = (...indices: number[]) =>
      indices.map((index) => ({ title: title(index), part: 0.1, loss: 0.1 }));
    const people = (indices: number[]): string[] =>
      reasonsFor(catalogue, row(17), of(...indices))
        .filter(({ type }) => type === 'because-person')
        .flatMap(({ path }) => [...path]);
    expect(people([5, 29, 1])).toEqual(['Carl Actor']);
    expect(people([5, 1, 2])).toEqual([]);
    expect(people([1, 2, 3])).toEqual([]);
  });

  test('says nothing where nothing helps', () => {
    const title = { row: row(1), item: 'item-001', deed: 'watched' as const };
    expect(reasonsFor(catalogue, row(0), [])).toEqual([]);
    expect(reasonsFor(catalogue, row(0), [{ title, part: 0.1, loss: -0.1 }])).toEqual([]);
    expect(reasonsFor(catalogue, row(0), [{ title, part: -0.1, loss: -0.1 }])).toEqual([]);
  });

  test('claims only what was done', () => {
    expect(deedOf(new Set(['like', 'completion']))).toBe('watched');
    expect(deedOf(new Set(['like', 'watchlist']))).toBe('liked');
    expect(deedOf(new Set(['view']))).toBe('opened');
    expect(deedOf(new Set(['not-for-me', 'unwatchlist']))).toBeUndefined();
    expect(becauseOf('liked', 'Dark')).toBe('Because you like Dark');
    expect(becauseOf('listed', 'Dark')).toBe('Because Dark is on your watchlist');
  });
});
