import { expect, test } from 'vitest';
import { coverageOf } from './coverage.ts';
import { meanOf, pairedDifference } from './mean.ts';
import { scoreList } from './score-list.ts';

test('a list by hand: hits at ranks 1 and 3 of three targets', () => {
  const scores = scoreList(Int32Array.of(7, 1, 9, 2), [7, 9, 4], 10);
  const ideal = 1 + 1 / Math.log2(3) + 1 / 2;
  expect(scores.ndcg).toBeCloseTo((1 + 1 / 2) / ideal, 12);
  expect(scores).toMatchObject({ hr: 1, precision: 0.2, recall: 2 / 3 });
});

test('what stands below the cut does not count, nor does a title twice', () => {
  expect(scoreList([1, 2, 3], [3], 2)).toMatchObject({ hr: 0, ndcg: 0, recall: 0 });
  expect(scoreList([3, 3], [3, 4], 2)).toMatchObject({ precision: 0.5, recall: 0.5 });
});

test('an ideal list has NDCG 1, also of more targets than places', () => {
  expect(scoreList([1, 2], [2, 1, 5], 2).ndcg).toBeCloseTo(1, 12);
});

test('a mean, its error, and a difference that is the same for everybody', () => {
  expect(meanOf([1, 2, 3, 4])).toEqual({ mean: 2.5, se: Math.sqrt(5 / 3 / 4) });
  const difference = pairedDifference([1.5, 9.5, 3.5], [1, 9, 3]);
  expect(difference).toEqual({ mean: 0.5, se: 0 });
});

test('coverage counts each item once', () => {
  const lists = Array.from({ length: 20 }, (_, i) => Int32Array.of(0, 1 + (i % 3)));
  expect(coverageOf(lists, 8).mean).toBe(0.5);
});
