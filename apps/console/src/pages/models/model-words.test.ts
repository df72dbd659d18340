import { expect, test } from 'vitest';
import { figure, figureName } from './model-words.ts';

test('figures have names that people read', () => {
  expect(['validationNdcg', 'recallAt10', 'rows'].map(figureName)).toEqual([
    'Validation NDCG',
    'Recall at10',
    'Rows',
  ]);
  expect([0.31234, 12_345, 1.5].map(figure)).toEqual(['0.3123', '12,345', '1.500']);
});
