import { expect, test } from 'vitest';
import { plantedInteractions } from './testing.ts';
import { defaultOptions, trainCollaborative } from './train-collaborative.ts';
import { isClearlyBetter, type TuningCase, tunedMixture, tunedRecency } from './tuning.ts';

test('doubt goes to the default: chance is not clearly better, a steady gain is', () => {
  const own = Float64Array.from({ length: 40 }, (_, i) => (i % 3) / 3);
  const noisy = own.map((value, i) => value + (i % 2 === 0 ? 0.5 : -0.45));
  const better = own.map((value, i) => value + 0.1 + (i % 2) * 0.05);
  expect(isClearlyBetter(noisy, own)).toBe(false);
  expect(isClearlyBetter(better, own)).toBe(true);
});

test('where order is all that matters, a mixture without it gives way to one with it', () => {
  const start = {
    ...defaultOptions,
    follows: { ...defaultOptions.follows, ridge: 10 },
    mixture: { together: 0, follows: 0, factors: 1 },
  };
  const source = { idOf: (item: number) => `item-${item}`, name: 'test' };
  const x = plantedInteractions(600, 40);
  const model = trainCollaborative(x, source, start);
  // The model numbers items by how many people watched them: cases are made of the training people's own last steps.
  const numbers = trainedNumbers(x.items, x.itemCount);
  const cases: TuningCase[] = Array.from({ length: 150 }, (_, person) => {
    const items = Array.from(
      x.items.subarray(x.starts[person], x.starts[person + 1]),
      (item) => numbers[item] ?? -1,
    );
    return { watched: items.slice(0, -1).map((item) => ({ item, weight: 1 })), targets: items.slice(-1) };
  });
  const { mixture, ndcg } = tunedMixture(model, cases);
  expect(mixture.follows).toBeGreaterThan(0);
  expect(ndcg).toHaveLength(cases.length);
  const recency = tunedRecency(model, cases);
  expect(recency.follows.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
});

/** Number of each item in the order of how often it was watched, the lower item first among equals. */
function trainedNumbers(items: Int32Array, itemCount: number): number[] {
  const counts = Array.from({ length: itemCount }, () => 0);
  for (const item of items) counts[item] = (counts[item] ?? 0) + 1;
  const order = [...counts.keys()].sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b);
  const numbers: number[] = [];
  order.forEach((item, number) => {
    numbers[item] = number;
  });
  return numbers;
}
