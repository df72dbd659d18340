import { expect, test } from 'vitest';
import { clopperPearson } from './clopper-pearson.ts';

// Closed forms: nothing or all of n leaves 1 - miss^(1/n); the others are in every table of the F distribution.
test.each([
  [0, 10, 0.025, 0, 1 - 0.025 ** 0.1],
  [10, 10, 0.025, 0.025 ** 0.1, 1],
  [5, 10, 0.025, 0.187086, 0.812914],
  [1, 20, 0.025, 0.001265, 0.248733],
])('%d of %d, each end missed with %d: %d to %d', (hits, trials, miss, low, high) => {
  const found = clopperPearson(hits, trials, miss);
  expect(found.share).toBe(hits / trials);
  expect(found.low).toBeCloseTo(low, 5);
  expect(found.high).toBeCloseTo(high, 5);
});

test('many trials lose no digits', () => {
  const { low, high } = clopperPearson(2000, 20_000, 0.025);
  expect((low + high) / 2).toBeCloseTo(0.1, 3);
  expect((high - low) / 2).toBeCloseTo(1.96 * Math.sqrt(0.09 / 20_000), 4);
});
