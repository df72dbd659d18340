import fc from 'fast-check';
import { expect, test } from 'vitest';
import { epsilonWords } from './epsilon-words.ts';

test.each([
  [0, '0'],
  [0.001, '0.01'],
  [0.9801, '0.99'],
  [1, '1.00'],
  [3.97, '3.97'],
  [41.31, '41.4'],
  [123.4, '124'],
])('%d is written %s', (epsilon, words) => {
  expect(epsilonWords(epsilon)).toBe(words);
});

test('no cost is ever shown smaller than it is', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), (epsilon) => {
      expect(Number(epsilonWords(epsilon))).toBeGreaterThanOrEqual(epsilon - 1e-9);
    }),
  );
});
