import { expect, test } from 'vitest';
import { inThreads } from './in-threads.ts';
import { squares } from './testing/squares.ts';

const all = async (pieces: readonly number[], shared = 2) => {
  const results: number[] = [];
  for await (const result of inThreads(squares, shared, pieces)) results.push(result);
  return results;
};

test('results come in the order of the pieces, whoever is done first', async () => {
  // Earlier pieces take longer.
  const pieces = Array.from({ length: 40 }, (_, i) => 40 - i);
  expect(await all(pieces)).toEqual(pieces.map((piece) => 2 * piece ** 2));
});

test('one piece, or none, needs no thread', async () => {
  expect(await all([3])).toEqual([18]);
  expect(await all([])).toEqual([]);
});

test('a piece that fails ends the work with its error', async () => {
  await expect(all([1, 2, -1, 4, 5])).rejects.toThrow('no square of -1');
  await expect(all([-1])).rejects.toThrow('no square of -1');
});
