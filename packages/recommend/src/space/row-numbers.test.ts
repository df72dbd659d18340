import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RowNumbers } from './row-numbers.ts';

const seed = Number(process.env['PARLOUR_SEED'] ?? Date.now() % 2 ** 31);

it('gives back what was set last, and of other rows that there is nothing', () => {
  const pairs = fc.array(fc.tuple(fc.nat(5_000), fc.float({ noNaN: true })), {
    maxLength: 4_000,
    size: 'max',
  });
  fc.assert(
    fc.property(pairs, (all) => {
      const numbers = new RowNumbers();
      for (const [row, value] of all) numbers.set(row, value);
      const expected = new Map(all);
      for (let row = 0; row <= 5_000; row += 1)
        expect(numbers.get(row)).toBe(expected.get(row) ?? Number.NaN);
    }),
    { seed, numRuns: 20 },
  );
});
