import { PublishedReports } from '@parlour/wire';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { WordStream } from '../encoding/random-words.ts';
import { SkellamSampler } from '../encoding/skellam-sampler.ts';
import { skellamTable } from '../encoding/skellam-table.ts';
import { seededWords } from '../encoding/test/seeded-words.ts';
import { type ReportsSum, reportsOfSums } from './reports-of-sums.ts';

const items = Array.from({ length: 500 }, (_, place) => `movie:film-${place}:2000`);
const integers = 50;

/** Of a thousand people, so many of whom report a title (by place in the three parts), with noise of eight people. */
function sumOf(truth: ReadonlyMap<number, number>, seed: number): ReportsSum {
  const noise = 8;
  const sampler = new SkellamSampler(skellamTable((noise * integers) ** 2));
  const words = new WordStream(seededWords(seed));
  const people = Float64Array.from(
    { length: 3 * items.length },
    (_, place) => (truth.get(place) ?? 0) + sampler.sample(words) / integers,
  );
  return { epoch: '2026-w48', items, people, reports: 1000, noise };
}

describe('what people report, of released sums', () => {
  it('is nothing where nobody reports anything, however often it is asked: noise changes nothing', () => {
    for (let seed = 0; seed < 40; seed++) {
      const made = v.parse(PublishedReports, reportsOfSums([sumOf(new Map(), seed)]));
      expect(made).toMatchObject({ titles: [], reports: 1000, rounds: 1 });
      expect(made.noise).toBeCloseTo(8, 9);
    }
    expect(reportsOfSums([])).toBeUndefined();
  });

  it('is the titles that stand out, as what they are reported as, of a thousand people', () => {
    const truth = new Map([
      [3, 120],
      [500 + 7, 90],
      [1000 + 7, 200],
      [11, 20],
    ]);
    const made = reportsOfSums([sumOf(truth, 1), sumOf(truth, 2)]);
    expect(made?.titles.map(({ item }) => item)).toEqual([items[3], items[7]]);
    const [broken, seven] = made?.titles ?? [];
    expect(broken).toMatchObject({ wrong: 0, elsewhere: 0 });
    expect(Math.abs(broken.broken - 120)).toBeLessThan(30);
    expect(seven.broken).toBe(0);
    expect(Math.abs(seven.wrong - 90)).toBeLessThan(30);
    expect(Math.abs(seven.elsewhere - 200)).toBeLessThan(30);
    expect(made?.noise).toBeCloseTo(8 / Math.SQRT2, 6);
  });

  it('is not what one cohort of five says, however loud, and what they all say comes through', () => {
    const truth = new Map([[3, 120]]);
    const loud = sumOf(truth, 1);
    loud.people[11] = 1000;
    loud.people[3] = -5000;
    const others = [2, 3, 4].map((seed) => sumOf(truth, seed));
    expect(reportsOfSums([loud, ...others])?.titles.map(({ item }) => item)).toEqual([items[11]]);
    const five = reportsOfSums([loud, ...others, sumOf(truth, 5)]);
    expect(five?.titles.map(({ item }) => item)).toEqual([items[3]]);
    expect(Math.abs((five?.titles[0].broken ?? 0) - 120)).toBeLessThan(30);
    expect(five?.noise).toBeCloseTo(8 / Math.sqrt(3), 6);
  });
});
