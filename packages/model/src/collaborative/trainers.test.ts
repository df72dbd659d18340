import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { trainEase } from './ease.ts';
import { trainFollows } from './follows.ts';
import { trainImplicitAls } from './implicit-als.ts';
import { countsOf, interactionsOf, peopleByItem } from './interactions.ts';
import { trainItemSimilarity } from './item-similarity.ts';
import { gramOf, normalEquations, personVector } from './person-vector.ts';
import { pruned } from './pruned.ts';
import { quantisedWeights } from './quantised.ts';
import { sparseRows } from './sparse-rows.ts';
import { seededRandom } from '../seeded-random.ts';
import { entry, plantedInteractions } from './testing.ts';
import { trainTogether } from './together.ts';

const seed = Number(process.env['PARLOUR_SEED'] ?? Date.now() % 2 ** 31);
const histories = fc.array(fc.uniqueArray(fc.nat(7), { maxLength: 8 }), { minLength: 1, maxLength: 20 });
const interactions = histories.map((all) =>
  interactionsOf(
    8,
    all.map((items) => items.map((row, at) => ({ row, at }))),
  ),
);

test('interactions keep an item where it was watched last; both sides tell the same', () => {
  const x = interactionsOf(3, [[1, 2, 1].map((row, at) => ({ row, at })), [], [{ row: 2, at: 5 }]]);
  expect(Array.from(x.items)).toEqual([2, 1, 2]);
  expect(Array.from(countsOf(x))).toEqual([0, 1, 2]);
  const { starts, people } = peopleByItem(x);
  expect(Array.from(people.subarray(starts[2], starts[3]))).toEqual([0, 2]);
});

test('EASE is the least squares solution with a zero diagonal, whichever side is inverted', () => {
  fc.assert(
    fc.property(interactions, (x) => {
      const ridge = 2;
      const weights = trainEase(x, { ridge });
      const watched = (person: number, item: number) =>
        x.items.subarray(x.starts[person], x.starts[person + 1]).includes(item) ? 1 : 0;
      for (let j = 0; j < 8; j++) {
        expect(weights[j * 8 + j]).toBe(0);
        for (let i = 0; i < 8; i++) {
          if (i === j) continue;
          // The gradient of the loss at a minimum, off the diagonal.
          let gradient = ridge * (weights[i * 8 + j] ?? 0);
          for (let person = 0; person < x.people; person++) {
            if (watched(person, i) === 0) continue;
            let score = 0;
            for (let k = 0; k < 8; k++) score += watched(person, k) * (weights[k * 8 + j] ?? 0);
            gradient += score - watched(person, j);
          }
          expect(gradient).toBeCloseTo(0, 4);
        }
      }
    }),
    { seed, numRuns: 50 },
  );
});

test('with room for all neighbours, the cousin of EASE solves the same equations', () => {
  const dense = interactionsOf(
    4,
    Array.from({ length: 60 }, (_, person) =>
      [0, 1, 2, 3].filter((item) => ((person * 7) >> item) % 2 === 0).map((row, at) => ({ row, at })),
    ),
  );
  const options = { ridge: 2, candidates: 4, keep: 4 };
  const full = trainEase(dense, options);
  const local = trainTogether(dense, options);
  for (let i = 0; i < 4; i++)
    for (let j = 0; j < 4; j++) expect(entry(local, i, j)).toBeCloseTo(full[i * 4 + j] ?? 0, 4);
});

test('what follows has a direction: the next item beats the one before', () => {
  const options = { ridge: 5, candidates: 20, keep: 10, pastHalfLife: 3, futureHalfLife: 1 };
  const follows = trainFollows(plantedInteractions(800, 40), options);
  for (const item of [3, 10, 25]) {
    expect(entry(follows, item, item + 1)).toBeGreaterThan(0.3);
    expect(entry(follows, item, item + 1)).toBeGreaterThan(4 * Math.abs(entry(follows, item + 1, item)));
  }
});

test('what follows is the ridge solution over every point of every history', () => {
  const x = interactionsOf(
    3,
    [
      [0, 1, 2],
      [1, 0],
      [2, 1, 0],
    ].map((items) => items.map((row, at) => ({ row, at }))),
  );
  const [past, future, ridge] = [0.5, 0.25, 1.5];
  const gram = Array.from({ length: 9 }, (_, at) => (at % 4 === 0 ? ridge : 0));
  const effects: number[] = Array.from({ length: 9 }, () => 0);
  for (let person = 0; person < 3; person++) {
    const items = Array.from(x.items.subarray(x.starts[person], x.starts[person + 1]));
    for (let point = 1; point < items.length; point++) {
      const before = items.slice(0, point).map((i, k) => [i, past ** (point - 1 - k)] as const);
      const after = items.slice(point).map((i, k) => [i, future ** k] as const);
      for (const [i, a] of before) {
        for (const [j, b] of before) gram[i * 3 + j] = (gram[i * 3 + j] ?? 0) + a * b;
        for (const [j, b] of after) effects[i * 3 + j] = (effects[i * 3 + j] ?? 0) + a * b;
      }
    }
  }
  const follows = trainFollows(x, { ridge, candidates: 3, keep: 3, pastHalfLife: 1, futureHalfLife: 0.5 });
  const residuals: number[] = [];
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      let sum = 0;
      let isComplete = true;
      for (let k = 0; k < 3; k++) {
        sum += (gram[i * 3 + k] ?? 0) * entry(follows, k, j);
        if ((effects[k * 3 + j] ?? 0) === 0) isComplete = false;
      }
      // Where some item never precedes j it is no candidate, and the equations are those of the others.
      if (isComplete || (effects[i * 3 + j] ?? 0) > 0)
        residuals.push(Math.abs(sum - (effects[i * 3 + j] ?? 0)));
    }
  }
  expect(residuals.length).toBeGreaterThan(4);
  expect(Math.max(...residuals)).toBeLessThan(1e-4);
});

test('implicit ALS tells the halves apart, for people it never saw', () => {
  const confidence = { unobserved: 0.1, ridge: 0.01 };
  const items = trainImplicitAls(plantedInteractions(400, 40), {
    ...confidence,
    rank: 8,
    passes: 6,
    seed: 1,
  });
  const watched = [3, 4, 5];
  const vector = personVector(items, normalEquations(items, gramOf(items), watched, confidence), watched);
  const score = (item: number) =>
    vector.reduce((sum, value, a) => sum + value * (items.values[item * 8 + a] ?? 0), 0);
  expect(score(6)).toBeGreaterThan(0.2);
  expect(score(26)).toBeLessThan(0.05);
});

test('with one penalty for all, a vector is at the minimum of the textbook objective (Hu, Koren & Volinsky 2008, equation 3)', () => {
  const [alpha, lambda, rank, rows] = [10, 2, 3, 12];
  const random = seededRandom(5);
  const items = { rank, rows, values: Float32Array.from({ length: rows * rank }, () => random() - 0.5) };
  const confidence = { unobserved: 1 / alpha, ridge: lambda / (1 + alpha), exponent: 0 };
  const watched = [1, 4, 7];
  const vector = personVector(items, normalEquations(items, gramOf(items), watched, confidence), watched);
  // The textbook's factors of both sides are longer by this.
  const longer = Math.sqrt(1 + 1 / alpha);
  const x = Array.from(vector, (value) => longer * value);
  const y = (item: number, a: number) => longer * (items.values[item * rank + a] ?? 0);
  const gradient = x.map((value, a) => {
    let sum = lambda * value;
    for (let item = 0; item < rows; item++) {
      const isWatched = watched.includes(item);
      const product = x.reduce((all, each, b) => all + each * y(item, b), 0);
      sum += (isWatched ? 1 + alpha : 1) * (product - (isWatched ? 1 : 0)) * y(item, a);
    }
    return sum;
  });
  expect(Math.hypot(...gradient)).toBeLessThan(1e-9 * alpha);
});

test('item similarity is the cosine of who watched', () => {
  const x = interactionsOf(
    3,
    [[0, 1], [0, 1, 2], [0]].map((items) => items.map((row) => ({ row, at: 0 }))),
  );
  const similar = trainItemSimilarity(x, { neighbours: 2, shrinkage: 0 });
  expect(entry(similar, 0, 1)).toBeCloseTo(2 / Math.sqrt(6), 6);
});

test('pruning keeps the weights that carry most, quantising what rounds to something', () => {
  const weights = Float32Array.of(0, 1, 3, 2, 0, 0.001, 1, 1, 0);
  const kept = pruned(weights, Int32Array.of(4, 4, 4), 1);
  expect([entry(kept, 1, 0), entry(kept, 2, 0), entry(kept, 0, 2)]).toEqual([2, 0, 3]);
  const { values, units } = quantisedWeights(
    sparseRows(2, [
      [0, 0, 1],
      [0, 1, -0.5],
      [1, 0, 1e-9],
    ]),
    127,
  );
  expect(Array.from(values.subarray(0, 2))).toEqual([127, -64]);
  expect(units[0]).toBeCloseTo(1 / 127, 6);
});
