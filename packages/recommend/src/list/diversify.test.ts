import { plantedFeatures } from '@parlour/model/planted-features';
import { describe, expect, test } from 'vitest';
import { diversify } from './diversify.ts';
import { topRows } from './top-rows.ts';

const features = plantedFeatures(60, 3);
const rows = [...Array(60).keys()];

describe('diversity', () => {
  test('what is nearly as good and quite different comes before the fifth of the same', () => {
    const relevance = (row: number): number => (row % 3 === 0 ? 1 : 0.9);
    const picked = diversify(features, rows, relevance, 6);
    expect(picked[0]).toBe(0);
    expect(new Set(picked.map((row) => row % 3)).size).toBe(3);
  });

  test('what is far better stays first', () => {
    const picked = diversify(features, rows, (row) => (row % 3 === 0 ? 1 : 0), 5);
    expect(picked.every((row) => row % 3 === 0)).toBe(true);
  });

  test('gives no more than there is', () => {
    expect(diversify(features, [4, 7], () => 1, 9)).toHaveLength(2);
    expect(diversify(features, [], () => 1, 9)).toEqual([]);
  });
});

describe('the best rows', () => {
  test('come best first, with ties in the order of rows', () => {
    expect(topRows(rows, (row) => row % 7, 4)).toEqual([6, 13, 20, 27]);
    expect(topRows([5, 2, 9], (row) => row, 10)).toEqual([9, 5, 2]);
    expect(topRows(rows, () => 1, 3)).toEqual([0, 1, 2]);
    expect(topRows(rows, () => 1, 0)).toEqual([]);
  });
});
