import { expect, test } from 'vitest';
import { rowsOf } from './federated-rows.ts';

const scores = {
  content: [0.1, 0.1],
  popularity: [0.2, 0.4],
  central: [0.4, 0.6],
  'central-same-model': [0.4, 0.4],
  private: [0.4, 0.5],
};
const row = (of: Parameters<typeof rowsOf>[0], name: string) => rowsOf(of).find((each) => each.name === name);

test('a gap is closed from content, or from popularity, to the best central reference', () => {
  expect(row(scores, 'private')).toMatchObject({ ndcg: 0.45, gapClosed: 0.875, gapBeyondPopularity: 0.75 });
  expect(row(scores, 'central')).toMatchObject({ gapClosed: 1, gapBeyondPopularity: 1 });
  expect(row(scores, 'content')).toMatchObject({ gapClosed: 0, gapBeyondPopularity: -1 });
  expect(row(scores, 'gradients')).toBeUndefined();
  expect(row({ ...scores, gradients: [0.3, 0.3] }, 'gradients')).toMatchObject({ gapBeyondPopularity: 0 });
});

test('where no central reference is better there is no gap, and nobody closes it', () => {
  const few = { ...scores, popularity: [0.5, 0.5] };
  expect(row(few, 'private')).toMatchObject({ gapClosed: 0.875, gapBeyondPopularity: null });
  expect(row({ ...few, content: [0.6, 0.6] }, 'private')).toMatchObject({ gapClosed: null });
});
