import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { gapColumns, readColumns } from './gap-columns.ts';

const seed = Number(process.env['PARLOUR_SEED'] ?? Date.now() % 2 ** 31);
console.log(`gap columns, seed ${seed}`);

test('columns of any rows are read back', () => {
  const row = fc
    .uniqueArray(fc.nat(1_000_000), { maxLength: 40 })
    .map((row) => row.toSorted((a, b) => a - b));
  fc.assert(
    fc.property(fc.array(row, { maxLength: 50 }), (rows) => {
      const starts = Int32Array.from([0, ...rows.map((_, at) => rows.slice(0, at + 1).flat().length)]);
      const columns = gapColumns(starts, Int32Array.from(rows.flat()));
      rows.forEach((row, at) => {
        const found = new Int32Array(row.length + 1);
        readColumns(columns, starts, at, found, 1);
        expect(Array.from(found)).toEqual([0, ...row]);
      });
    }),
    { seed, numRuns: 200 },
  );
});
