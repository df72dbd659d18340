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

const someone = fc.integer({ min: 0, max: 1e7 });
const titles = fc.double({ min: 0, max: 64, noNaN: true });

test('the dimensions that were measured', () => {
  expect([64, 128, 256, 320].map(momentDimension)).toEqual([2080, 8256, 32_896, 51_360]);
});

test('as many people as a design needs stand, in effect, behind each number, and too few behind those of the next', () => {
  fc.assert(
    fc.property(someone, fc.integer({ min: 50, max: 10_000 }), titles, (people, cohort, titlesEach) => {
      const design = designFor(people, cohort, 10_000, titlesEach);
      const carried = (of: typeof design) => effectivePeople(people, cohort, momentDimension(momentRank(of)));
      expect(carried(design)).toBeGreaterThanOrEqual(peopleNeeded(design, titlesEach));
      const larger = momentDesigns[momentDesigns.indexOf(design) + 1];
      if (larger) expect(carried(larger)).toBeLessThan(peopleNeeded(larger, titlesEach));
    }),
  );
});

test('more people, or longer histories, never have a smaller design', () => {
  fc.assert(
    fc.property(
      fc.tuple(someone, someone, titles, titles),
      fc.integer({ min: 50, max: 10_000 }),
      fc.integer({ min: 4, max: 5000 }),
      ([people, more, titlesEach, longer], cohort, items) => {
        const rank = (count: number, each: number) => momentRank(designFor(count, cohort, items, each));
        expect(rank(people + more, titlesEach)).toBeGreaterThanOrEqual(rank(people, titlesEach));
        expect(rank(people, titlesEach + longer)).toBeGreaterThanOrEqual(rank(people, titlesEach));
      },
    ),
  );
});

test('ten times the cohort is worth ten times the people', () => {
  expect(designFor(10_000, 10_000, 5000)).toEqual(designFor(100_000, 1000, 5000));
  expect(designFor(100_000, 1000, 5000)).toEqual({ head: 256, content: 32 });
});

test('the designs that were best for so many people', () => {
  const heads = (people: readonly number[], titlesEach: number) =>
    people.map((count) => designFor(count, 1000, 5000, titlesEach).head);
  expect(heads([200, 1000, 2500, 5000, 20_000, 80_000, 100_000, 1_000_000], 21)).toEqual([
    64, 64, 64, 128, 128, 256, 256, 512,
  ]);
  expect(heads([1000, 2000, 5000, 10_000, 20_000], 46)).toEqual([64, 128, 128, 256, 256]);
});

test('the designs that were best for the first rounds of a deployment', () => {
  // Everybody once, in rounds of so many, four fifths of the clip for this query; a tenth and more may be missing.
  const heads = [100, 200, 300, 500, 800].map(
    (cohort) => designFor(2 * cohort * 0.8, cohort * 0.85, 760).head,
  );
  expect(heads).toEqual([16, 32, 32, 64, 64]);
});

test('a small catalogue has a small head', () => {
  expect(designFor(1e6, 10_000, 40).head).toBe(10);
  expect(2 * momentRank(designFor(1e6, 10_000, 500))).toBeLessThanOrEqual(500);
});
