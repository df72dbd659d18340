import { PublishedPopularity } from '@parlour/wire';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { seededWords } from '../encoding/test/seeded-words.ts';
import { newestEpochs, type PopularitySum, popularityOfSums } from './popularity-of-sums.ts';

const items = Array.from({ length: 60 }, (_, place) => `movie:film-${place}:2000`);
/** Every second title is watched by fewer; the rest by nobody. */
const truth = items.map((_, place) => (place % 2 === 0 ? 0.6 / (1 + place / 6) : 0));

/** Normal numbers, by Box and Muller. */
function normals(count: number, seed: number): Float64Array {
  const words = seededWords(seed)(2 * count);
  const uniform = (i: number) => (words[i] + 0.5) / 2 ** 32;
  return Float64Array.from(
    { length: count },
    (_, i) => Math.sqrt(-2 * Math.log(uniform(2 * i))) * Math.cos(2 * Math.PI * uniform(2 * i + 1)),
  );
}

const told = (epoch: string, seed: number, change: Partial<PopularitySum> = {}): PopularitySum => {
  const reports = 1000;
  const noise = 20;
  const drawn = normals(items.length, seed);
  const people = Float64Array.from(truth, (share, i) => reports * share + noise * drawn[i]);
  return { epoch, items, people, reports, noise, ...change };
};

describe('what people watch, of released sums', () => {
  it('is a file of the public way, in the order of shares, whatever the sums are', () => {
    const anySum = fc.record({
      epoch: fc.constantFrom('2026-w46', '2026-w47', '2026-w48', '2026-w49', '2026-w50'),
      items: fc.uniqueArray(fc.constantFrom(...items), { minLength: 1 }),
      reports: fc.integer({ min: 50, max: 3_000_000 }),
      noise: fc.double({ min: 0.1, max: 1000, noNaN: true }),
      size: fc.constantFrom(1, 1e-3, 1e-6),
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(fc.array(anySum, { maxLength: 12 }), (drawn) => {
        const sums = drawn.map(({ seed, size, ...sum }) => ({
          ...sum,
          people: normals(sum.items.length, seed).map((value) => value * sum.reports * size),
        }));
        const made = popularityOfSums(newestEpochs(sums));
        if (made === undefined) return;
        v.parse(PublishedPopularity, made);
        expect(made.shares).toEqual(made.shares.toSorted((a, b) => b - a));
        for (const share of made.others?.shares ?? []) expect(share).toBeGreaterThan(0);
        expect(new Set(newestEpochs(sums).map(({ epoch }) => epoch)).size).toBeLessThanOrEqual(4);
      }),
    );
  });

  it('is near the truth, and says nothing of titles that do not stand out of the noise', () => {
    const made = popularityOfSums([told('2026-w48', 1), told('2026-w48', 2), told('2026-w47', 3)]);
    expect(made).toMatchObject({ reports: 3000, rounds: 3 });
    expect(made?.noise).toBeCloseTo(20 / 1000 / Math.sqrt(3), 4);
    made?.items.forEach((item, place) => {
      const wanted = truth[items.indexOf(item)];
      expect(Math.abs(made.shares[place] - wanted)).toBeLessThan(5 * made.noise);
    });
    // Three deviations leave one title in 700 that nobody watches.
    const invented = made?.items.filter((item) => truth[items.indexOf(item)] === 0) ?? [];
    expect(invented.length).toBeLessThanOrEqual(1);
    expect(made?.items.length).toBeGreaterThan(20);
  });

  it('says of the others what they most likely have, and so how many titles a person watches', () => {
    const noisy = { noise: 150 };
    for (const seed of [21, 22, 23]) {
      const drawn = told('2026-w48', seed);
      const people = drawn.people.map((value, i) => {
        const share = 1000 * (truth[i] ?? 0);
        return share + (noisy.noise / 20) * (value - share);
      });
      const made = popularityOfSums([{ ...drawn, ...noisy, people }]);
      const clear = new Set(made?.items);
      const others = made?.others ?? { items: [], shares: [] };
      expect(others.items.length).toBeGreaterThan(0);
      for (const item of others.items) expect(clear).not.toContain(item);
      const likely = new Map(others.items.map((item, place) => [item, others.shares[place]]));
      const unclear = items.map((item, place) => ({ item, place })).filter(({ item }) => !clear.has(item));
      const off = (shareOf: (one: (typeof unclear)[number]) => number) =>
        Math.hypot(...unclear.map((one) => shareOf(one) - truth[one.place]));
      const asTold = off(({ place }) => Math.max(0, people[place] / 1000));
      expect(off(({ item }) => likely.get(item) ?? 0)).toBeLessThan(asTold);
      const all = [...(made?.shares ?? []), ...others.shares].reduce((sum, share) => sum + share, 0);
      const wanted = truth.reduce((sum, share) => sum + share, 0);
      // Of noise of .15 at 60 titles a sum has 1.2.
      expect(Math.abs(all - wanted)).toBeLessThan(3 * 1.2);
    }
  });

  it('is nothing where there are no sums, or nothing but noise', () => {
    expect(popularityOfSums([])).toBeUndefined();
    const silent = told('2026-w48', 4, { people: new Float64Array(items.length), noise: 20 });
    expect(popularityOfSums([silent])).toBeUndefined();
  });

  it('is not what one cohort of five says, however loud', () => {
    const loud = Float64Array.from(truth, (_, place) => (place === 1 ? 1000 : 0));
    const sums = [1, 2, 3, 4].map((seed) => told('2026-w48', seed));
    const made = popularityOfSums([...sums, told('2026-w48', 5, { people: loud })]);
    expect(made?.items).not.toContain(items[1]);
    expect(made?.items[0]).toBe(items[0]);
  });

  it('calls rising what the newest epoch watches clearly more than those before, and nothing else', () => {
    const before = [told('2026-w46', 11), told('2026-w47', 12)];
    const people = told('2026-w48', 13).people.map((value, place) => (place === 20 ? value + 200 : value));
    expect(popularityOfSums([...before, told('2026-w48', 13, { people })])?.rising).toEqual([items[20]]);
    expect(popularityOfSums([...before, told('2026-w48', 13)])?.rising).toEqual([]);
    expect(popularityOfSums([told('2026-w48', 13, { people })])?.rising).toEqual([]);
  });
});

it('counts a sum that shared its clip with other queries by what its noise leaves of it', () => {
  const clear = { epoch: '2026-w47', items: ['a'], people: Float64Array.of(500), reports: 1000, noise: 10 };
  const vague = { epoch: '2026-w48', items: ['a'], people: Float64Array.of(900), reports: 1000, noise: 90 };
  const found = popularityOfSums([vague, clear]);
  expect(found?.shares[0]).toBeCloseTo((0.5 * 81 + 0.9) / 82, 4);
  // Less noise than in the best of them.
  expect(found?.noise).toBeLessThan(0.01);
});
