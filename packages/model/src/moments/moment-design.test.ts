import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  designFor,
  effectivePeople,
  momentDesigns,
  momentDimension,
  momentRank,
  peopleNeeded,
} from './moment-design.ts';

test('the dimensions that were measured', () => {
  expect([64, 128, 256, 320].map(momentDimension)).toEqual([2080, 8256, 32_896, 51_360]);
});

test('as many people as a design needs stand, in effect, behind each number, and too few behind those of the next', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e7 }), fc.integer({ min: 50, max: 10_000 }), (people, cohort) => {
      const design = designFor(people, cohort, 10_000);
      const carried = (of: typeof design) => effectivePeople(people, cohort, momentDimension(momentRank(of)));
      expect(carried(design)).toBeGreaterThanOrEqual(peopleNeeded(design));
      const larger = momentDesigns[momentDesigns.indexOf(design) + 1];
      if (larger) expect(carried(larger)).toBeLessThan(peopleNeeded(larger));
    }),
  );
});

test('more people never have a smaller design', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e7 }),
      fc.integer({ min: 0, max: 1e7 }),
      fc.integer({ min: 50, max: 10_000 }),
      fc.integer({ min: 4, max: 5000 }),
      (people, more, cohort, items) => {
        const rank = (count: number) => momentRank(designFor(count, cohort, items));
        expect(rank(people + more)).toBeGreaterThanOrEqual(rank(people));
      },
    ),
  );
});

test('ten times the cohort is worth ten times the people', () => {
  expect(designFor(10_000, 10_000, 5000)).toEqual(designFor(100_000, 1000, 5000));
  expect(designFor(100_000, 1000, 5000)).toEqual({ head: 256, content: 32 });
});

test('the designs that were best for so many people', () => {
  const best = [100, 1000, 2500, 5000, 20_000, 80_000, 100_000, 1_000_000].map(
    (people) => designFor(people, 1000, 5000).head,
  );
  expect(best).toEqual([64, 64, 64, 128, 128, 256, 256, 512]);
});

test('a small catalogue has a small head', () => {
  expect(designFor(1e6, 10_000, 40).head).toBe(10);
  expect(2 * momentRank(designFor(1e6, 10_000, 500))).toBeLessThanOrEqual(500);
});
