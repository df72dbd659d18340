import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestFirst } from './best-first.ts';
import { bestRows } from './best-rows.ts';

const rows = 400;
/** Few different scores, so that many are equal. */
const anyScores = fc
  .array(fc.integer({ min: -2, max: 30 }), { minLength: rows, maxLength: rows })
  .map((values) => Float32Array.from(values, (value) => value / 8));
const anyMask = fc.uint8Array({ minLength: rows, maxLength: rows, max: 1 });

test('gives what a look at all rows gives, however often it is asked', () => {
  fc.assert(
    fc.property(anyScores, fc.array(anyMask, { maxLength: 4 }), (scores, masks) => {
      const column = bestFirst(scores);
      for (const allowed of masks) {
        const expected = bestRows(scores, allowed, 9, 0);
        const found = column.best(allowed, 9);
        expect([...found.rows]).toEqual([...expected]);
        expect([...found.scores]).toEqual([...expected].map((row) => scores[row]));
      }
    }),
    { verbose: true },
  );
});

test('the same with scores that fit more or less', () => {
  fc.assert(
    fc.property(anyScores, fc.array(anyMask, { maxLength: 4 }), fc.nat(20), (scores, masks, kind) => {
      const column = bestFirst(scores);
      const fit = (row: number): number => (kind === 0 ? 0 : 1 - ((row * 7) % kind) / 40);
      const fitted = scores.map((score, row) => (score > 0 ? score * fit(row) : 0));
      for (const allowed of masks) {
        const expected = bestRows(fitted, allowed, 9, 0);
        const found = column.best(allowed, 9, fit);
        expect([...found.rows]).toEqual([...expected]);
        expect([...found.scores]).toEqual([...expected].map((row) => fitted[row]));
      }
    }),
    { verbose: true },
  );
});
