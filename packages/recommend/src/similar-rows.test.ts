import { plantedFeatures } from '@parlour/model/planted-features';
import { expect, test } from 'vitest';
import { similarRows } from './similar-rows.ts';

test('the nearest titles are of the same theme, without the title itself', () => {
  const rows = similarRows(plantedFeatures(90, 3), 7, 12);
  expect(rows).toHaveLength(12);
  expect(rows).not.toContain(7);
  expect(rows.every((row) => row % 3 === 7 % 3)).toBe(true);
});
