import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nearestLevels } from './nearest-levels.ts';

const seed = Number(process.env['PARLOUR_SEED'] ?? Date.now() % 2 ** 31);
const rows = 12;
const columns = Array.from({ length: 6 }, (_, title) =>
  Uint8Array.from({ length: rows }, (__, row) => Math.imul(title * rows + row + 1, 0x9e3779b1) >>> 24),
);

it('gives each row its highest level, whatever was asked before', () => {
  const titles = fc.uniqueArray(fc.nat(columns.length - 1), { minLength: 1 });
  fc.assert(
    fc.property(fc.array(titles, { minLength: 1, maxLength: 8 }), (asked) => {
      const nearest = nearestLevels((title) => columns[title]);
      for (const some of asked) {
        const expected = Array.from({ length: rows }, (_, row) =>
          Math.max(...some.map((title) => columns[title][row])),
        );
        expect([...nearest(some)]).toEqual(expected);
      }
    }),
    { seed },
  );
});

it('asks for nothing where the titles are the same, in any order', () => {
  let asked = 0;
  const nearest = nearestLevels((title) => {
    asked += 1;
    return columns[title];
  });
  expect(nearest([1, 4, 2])).toBe(nearest([4, 2, 1]));
  expect(asked).toBe(3);
});
