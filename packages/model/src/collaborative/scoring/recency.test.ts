import { expect, test } from 'vitest';
import { quantisedWeights } from '../quantised.ts';
import { sparseRows } from '../sparse-rows.ts';
import { fading, halfLifePosterior } from './recency.ts';

/** Item i speaks for i + 1 and i + 2, cyclically. */
const size = 60;
const weights = quantisedWeights(
  sparseRows(
    size,
    Array.from({ length: size }, (_, i) => [
      [i, (i + 1) % size, 1] as const,
      [i, (i + 2) % size, 0.1] as const,
    ]).flat(),
  ),
  127,
);
const halfLives = [1, 5, 1000];
const even = [1 / 3, 1 / 3, 1 / 3];

test('who always goes on from the last title has a short half-life', () => {
  const walk = Array.from({ length: 40 }, (_, i) => i);
  const posterior = halfLifePosterior(weights, walk, halfLives, even);
  expect(posterior[0]).toBeGreaterThan(0.99);
});

test('who comes back to what was long ago has a long one', () => {
  // Two walks in turns, far apart, each left for a long time.
  const walk = Array.from({ length: 20 }, (_, i) => i * 3);
  const posterior = halfLifePosterior(weights, [...walk, ...walk.map((item) => item + 1)], halfLives, even);
  expect(posterior[2]).toBeGreaterThan(0.99);
});

test('of whom nothing is known, the prior is all there is', () => {
  expect(Array.from(halfLifePosterior(weights, [4], halfLives, [0.2, 0.5, 0.3]))).toEqual([
    expect.closeTo(0.2, 9),
    expect.closeTo(0.5, 9),
    expect.closeTo(0.3, 9),
  ]);
});

test('fading halves with each half-life', () => {
  const byAge = fading([2, 1000], [1, 0], 5);
  expect(Array.from(byAge, (weight) => Math.round(weight * 1000) / 1000)).toEqual([
    1, 0.707, 0.5, 0.354, 0.25,
  ]);
});
