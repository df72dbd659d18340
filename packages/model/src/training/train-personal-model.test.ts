import { describe, expect, test } from 'vitest';
import { openTypedArrays } from '../backends/typed-arrays.ts';
import type { Preference } from '../personal/preference.ts';
import { addCentred } from '../personal/start-vector.ts';
import { plantedFeatures } from '../planted-features.ts';
import { seededRandom } from '../seeded-random.ts';
import { addRow, meanRow, rowDot } from '../vector-math.ts';
import { tripleSampler } from './sample-triples.ts';
import { fullPlan, littlePlan, type Training, trainPersonalModel } from './train-personal-model.ts';

const themes = 6;
const features = plantedFeatures(600, themes);
const mean = meanRow(features);
const liked = (row: number, weight = 1): Preference => ({ row, item: `item-${row}`, weight });
/** Likes theme 2, dislikes theme 4. */
const planted = [...[2, 8, 14, 20, 26].map((row) => liked(row)), ...[4, 10].map((row) => liked(row, -1))];
const training = async (more: Partial<Training> = {}): Promise<Training> => ({
  backend: await openTypedArrays(features),
  features,
  mean,
  preferences: planted,
  versions: { catalogue: 'c1', features: 'f1' },
  events: planted.length,
  plan: fullPlan,
  seed: 1,
  now: () => 1,
  ...more,
});
const run = async (more: Partial<Training> = {}) => trainPersonalModel(await training(more));

describe('training a personal model', () => {
  test('the loss falls on planted preferences and the theme is found', async () => {
    const { model, lossBefore, lossAfter, steps, stopped, backend } = await run();
    expect(lossAfter).toBeLessThan(0.75 * lossBefore);
    expect({ steps, stopped, backend }).toEqual({ steps: 100, stopped: false, backend: 'typed-arrays' });
    const theme = (wanted: number): number => {
      let sum = 0;
      for (let row = wanted + 60; row < 600; row += themes)
        sum += rowDot(features, row, model?.vector ?? mean);
      return sum / 90;
    };
    for (const other of [0, 1, 3, 4, 5]) expect(theme(2)).toBeGreaterThan(theme(other) + 0.5);
    for (const other of [0, 1, 3, 5]) expect(theme(4)).toBeLessThan(theme(other));
  });

  test('the same seed gives the same model, another one another', async () => {
    expect((await run()).model).toEqual((await run()).model);
    expect((await run({ seed: 2 })).model?.vector).not.toEqual((await run()).model?.vector);
  });

  test('the shares add up to the vector, but for what came from unmet titles', async () => {
    const taken: number[] = [];
    const spy = await training();
    const inner = spy.backend;
    const rates = fullPlan.rates;
    const strangers = new Float32Array(512);
    const met = new Set(planted.map(({ row }) => row));
    const { model } = await trainPersonalModel({
      ...spy,
      backend: {
        ...inner,
        train: async (job) => {
          const result = await inner.train(job);
          for (let step = 0; step < job.triples.steps; step += 1) {
            strangers.forEach((value, i) => {
              strangers[i] = value * (1 - rates.learningRate * rates.pull);
            });
            for (let b = 0; b < job.triples.batch; b += 1) {
              const at = step * job.triples.batch + b;
              const by = (rates.learningRate * (result.pulls[at] ?? 0)) / job.triples.batch;
              const negative = job.triples.negatives[at] ?? 0;
              // Positives are counted with the mean taken off; unmet negatives make up for it.
              strangers.forEach((value, i) => {
                strangers[i] = value + by * (mean[i] ?? 0) * (met.has(negative) ? 0 : 1);
              });
              if (!met.has(negative)) addRow(features, negative, -by, strangers);
              taken.push(at);
            }
          }
          return result;
        },
      },
    });
    const rebuilt = strangers.slice();
    for (const { item, coefficient } of model?.shares ?? []) {
      addCentred(features, mean, Number(item.slice(5)), coefficient, rebuilt);
    }
    expect(taken.length).toBe(100 * 96);
    rebuilt.forEach((value, i) => expect(value).toBeCloseTo(model?.vector[i] ?? Number.NaN, 3));
  });

  test('a warm start goes on, takes few steps and takes up what is new', async () => {
    const before = (await run()).model;
    const preferences = [...planted, liked(33)];
    const after = await run({ preferences, from: before, plan: littlePlan });
    expect(after.steps).toBe(10);
    expect(after.model?.steps).toBe(110);
    const score = (vector: Float32Array | undefined): number => {
      const length = Math.hypot(...(vector ?? []));
      return rowDot(features, 39, vector ?? mean) / length;
    };
    expect(score(after.model?.vector)).toBeGreaterThan(score(before?.vector));
    expect(after.model?.shares.find(({ item }) => item === 'item-33')?.coefficient).toBeGreaterThan(0);
  });

  test('features of another version are no start', async () => {
    const before = (await run()).model;
    const after = await run({ from: before, versions: { catalogue: 'c1', features: 'f2' } });
    expect(after.model?.vector).toEqual((await run()).model?.vector);
    expect(after.model?.steps).toBe(100);
  });

  test('a stop is heard between chunks and what was learned is kept', async () => {
    const stop = new AbortController();
    const fractions: number[] = [];
    const { model, steps, stopped } = await run({
      signal: stop.signal,
      onProgress: (fraction) => {
        fractions.push(fraction);
        // As a message would come: after the chunk, in a task of its own.
        if (fractions.length === 2) setTimeout(() => stop.abort(), 0);
      },
    });
    expect(steps).toBeGreaterThanOrEqual(20);
    expect(steps).toBeLessThan(100);
    expect(stopped).toBe(true);
    expect(model?.steps).toBe(steps);
    expect(fractions[0]).toBeCloseTo(0.1);
  });

  test('nothing to learn from gives no model', async () => {
    expect((await run({ preferences: [] })).model).toBeUndefined();
    expect((await run({ preferences: [liked(3, 0)] })).model).toBeUndefined();
  });
});

describe('sampling triples', () => {
  test('draws positives by weight and negatives only from what was not met or was rejected', () => {
    const preferences = [liked(1, 1), liked(2, 3), liked(3, -1), liked(4, 0)];
    const { positives, negatives } = tripleSampler(preferences, 10, seededRandom(5))?.next(40, 50) ?? {
      positives: new Int32Array(),
      negatives: new Int32Array(),
    };
    const share = (rows: Int32Array, row: number): number => rows.filter((one) => one === row).length / 2000;
    expect(share(positives, 1)).toBeCloseTo(0.25, 1);
    expect(share(positives, 2)).toBeCloseTo(0.75, 1);
    expect(share(negatives, 3)).toBeCloseTo(0.2, 1);
    for (const row of [1, 2, 4]) expect(share(negatives, row)).toBe(0);
  });

  test('gives none where there is nothing to compare', () => {
    expect(tripleSampler([liked(0)], 1, seededRandom(1))).toBeUndefined();
    expect(tripleSampler([liked(0, -1)], 5, seededRandom(1))).toBeUndefined();
    expect(tripleSampler([liked(0), liked(1, -1)], 2, seededRandom(1))).toBeDefined();
  });
});
