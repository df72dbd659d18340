import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { seed } from '../any-items.ts';
import { Damaged } from '../must.ts';
import { RowStarts } from './row-starts.ts';

console.log(`row starts, seed ${seed}`);

test('starts are the sums of the lengths before', () => {
  fc.assert(
    fc.property(fc.uint16Array({ maxLength: 100 }), (lengths) => {
      const starts = new RowStarts(lengths, 'lengths');
      const sums = Array.from({ length: lengths.length + 1 }, (_, row) =>
        lengths.subarray(0, row).reduce((sum, length) => sum + length, 0),
      );
      expect(sums.map((_, row) => starts.at(row))).toEqual(sums);
      expect(Array.from(starts.all())).toEqual(sums);
      expect(starts.end).toBe(sums.at(-1));
      lengths.forEach((length, row) => expect(starts.length(row)).toBe(length));
    }),
    { seed, numRuns: 200 },
  );
});

test('lengths that are negative or too much are refused', () => {
  expect(() => new RowStarts(Int32Array.of(3, -1), 'lengths')).toThrow(Damaged);
  expect(() => new RowStarts(Uint32Array.of(2 ** 31), 'lengths')).toThrow(Damaged);
  expect(() => new RowStarts(Uint32Array.of(2 ** 30, 2 ** 30), 'lengths')).toThrow(Damaged);
});
