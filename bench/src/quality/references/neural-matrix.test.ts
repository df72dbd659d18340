import { interactionsOf } from '@parlour/model/collaborative';
import { expect, test } from 'vitest';
import { NeuralMatrix } from './neural-matrix.ts';

test('the network learns who watches what, for somebody it never saw', () => {
  const people = Array.from({ length: 60 }, (_, person) =>
    [0, 1, 2, 3].map((i) => ({ row: (person % 2) * 6 + ((person + i) % 6), at: i })),
  );
  const options = { rank: 8, samples: 4000, negatives: 3, rate: 0.05, ridge: 1e-4, seed: 1 };
  const matrix = new NeuralMatrix(12, options);
  matrix.train(interactionsOf(12, people), options);
  const person = matrix.person([0, 1, 2]);
  const of = (items: readonly number[]) => items.map((item) => matrix.score(person, item));
  expect(Math.min(...of([3]))).toBeGreaterThan(Math.max(...of([6, 7, 8, 9, 10, 11])));
});
