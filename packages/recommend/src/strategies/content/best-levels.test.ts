import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestLevels, bestLevelsOf } from './best-levels.ts';

const seed = Number(process.env['PARLOUR_SEED'] ?? Date.now() % 2 ** 31);
console.log(`best levels, seed ${seed}`);
const rows = 300;
/** Few different levels, so that many are equal. */
const anyLevels = fc.uint8Array({ minLength: rows, maxLength: rows, max: 12 });
const anyMask = fc.uint8Array({ minLength: rows, maxLength: rows, max: 1 });

test('gives what a look at all rows gives, however often and for however many it is asked', () => {
  const asked = fc.array(fc.tuple(anyMask, fc.constantFrom(0, 7, 40)), { maxLength: 5 });
  fc.assert(
    fc.property(anyLevels, asked, (levels, requests) => {
      const best = bestLevelsOf(levels);
      for (const [allowed, count] of requests) {
        expect([...best(allowed, count)]).toEqual([...bestLevels(levels, allowed, count)]);
      }
    }),
    { seed, numRuns: 300 },
  );
});

test('the best are those of the highest levels, and of the lowest of these the lower rows', () => {
  fc.assert(
    fc.property(anyLevels, anyMask, fc.nat(rows), (levels, allowed, count) => {
      const sorted = [...levels.keys()]
        .filter((row) => allowed[row] === 1)
        .sort((left, right) => levels[right] - levels[left] || left - right);
      expect([...bestLevels(levels, allowed, count)]).toEqual(
        sorted.slice(0, count).sort((left, right) => left - right),
      );
    }),
    { seed, numRuns: 300 },
  );
});
