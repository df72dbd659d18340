import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WordStream } from '../encoding/random-words.ts';
import { SkellamSampler } from '../encoding/skellam-sampler.ts';
import { skellamTable } from '../encoding/skellam-table.ts';
import { seededWords } from '../encoding/test/seeded-words.ts';
import {
  type ClusterSum,
  clustersOfSums,
  log2Doubt,
  mostDoubt,
  noiseOfClusterSums,
} from './clusters-of-sums.ts';

const axes = 2;
const centroids = (count: number) =>
  Array.from({ length: count }, (_, at) => {
    const angle = (2 * Math.PI * at) / count;
    return { id: `c${String(at).padStart(2, '0')}`, centroid: [Math.cos(angle), Math.sin(angle)] };
  });
const reports = 1000;
const integers = 50;
/** Per report, so that the whole has a deviation of six people. */
const noiseVariance = (6 * integers) ** 2 / reports;

/** A sum of these people, each at the centroid that is theirs, with the noise of the round. */
function sumOf(people: readonly number[], seed: number): ClusterSum {
  const noise = new SkellamSampler(skellamTable(reports * noiseVariance));
  const words = new WordStream(seededWords(seed));
  const slots = Float64Array.from({ length: people.length * (1 + axes) }, (_, i) => {
    const at = Math.floor(i / (1 + axes));
    const each = [1, ...centroids(people.length)[at].centroid][i % (1 + axes)];
    return people[at] * each + noise.sample(words) / integers;
  });
  return { slots, reports, noiseVariance, integers };
}

describe('clusters of released sums', () => {
  it('are never told of where fewer than fifty are, all of whom are alone', () => {
    for (let seed = 0; seed < 300; seed++)
      expect(clustersOfSums(centroids(2), [sumOf([25, 24], seed)])).toEqual([]);
  });

  it('say no size that is not so, of themselves or of what was merged', () => {
    const people = fc.array(fc.integer({ min: 0, max: 600 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(people, fc.nat(), (truth, seed) => {
        const found = clustersOfSums(centroids(truth.length), [sumOf(truth, seed)]);
        const all = truth.reduce((sum, each) => sum + each, 0);
        expect(found.reduce((sum, { atLeast }) => sum + atLeast, 0)).toBeLessThanOrEqual(all);
        expect(found.every(({ atLeast }) => atLeast >= 50)).toBe(true);
        expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
        // Nobody is left out: whoever is too few is in another.
        if (found.length > 0) {
          const counted = found.reduce((sum, each) => sum + each.people, 0);
          expect(Math.abs(counted - all)).toBeLessThan(6 * 6 * Math.sqrt(truth.length));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('are all there where all are large, and where they lie', () => {
    const found = clustersOfSums(centroids(4), [sumOf([300, 120, 250, 400], 3)]);
    expect(found.map(({ id }) => id)).toEqual(['c03', 'c00', 'c02', 'c01']);
    expect(found.map(({ atLeast }) => atLeast)).toEqual([200, 200, 200, 50]);
    for (const { id, centroid } of found) {
      const own = centroids(4).find((one) => one.id === id)?.centroid ?? [];
      expect(centroid[0] * own[0] + centroid[1] * own[1]).toBeGreaterThan(0.97);
    }
  });

  it('go, if too small, into the nearest', () => {
    const found = clustersOfSums(centroids(8), [sumOf([200, 0, 200, 0, 200, 40, 200, 0], 5)]);
    expect(found.map(({ id }) => id).toSorted()).toEqual(['c00', 'c02', 'c04', 'c06']);
  });

  it('take several rounds together, whatever their scales', () => {
    const once = sumOf([60, 300], 11);
    const other = { ...sumOf([60, 300], 12), integers: 4 * integers, noiseVariance: 16 * noiseVariance };
    expect(clustersOfSums(centroids(2), [once]).map(({ id }) => id)).toEqual(['c01']);
    expect(clustersOfSums(centroids(2), [once, other]).map(({ id }) => id)).toEqual(['c01', 'c00']);
    expect(noiseOfClusterSums([once, other])).toBeCloseTo(6 * Math.SQRT2, 1);
    expect(clustersOfSums(centroids(2), [])).toEqual([]);
  });

  it('are told of from the very count on at which fewer than fifty are that unlikely', () => {
    const perReport = noiseVariance + 1 / 4;
    const noise = { variance: reports * perReport, integers };
    const told = (people: number) =>
      clustersOfSums(centroids(1), [
        { slots: Float64Array.of(people, people, 0), reports, noiseVariance, integers },
      ]).length > 0;
    for (let people = 50; people < 120; people += 0.25)
      expect(told(people), `${people}`).toBe(log2Doubt(people, 49, 1, noise) <= Math.log2(1e-6));
    expect(told(50)).toBe(false);
    expect(told(119)).toBe(true);
  });

  it('are held to a probability that the noise really keeps', () => {
    // The tail of a sum of two slots, summed from the distribution itself, is below the bound and not far below.
    const variance = 900;
    const table = skellamProbabilities(variance, 400);
    for (const over of [60, 100, 140]) {
      const exact = table.slice(over + 400).reduce((sum, p) => sum + p, 0);
      const bound = 2 ** log2Doubt(50 + over, 50, 1, { variance, integers: 1 });
      expect(bound).toBeGreaterThanOrEqual(exact);
      expect(bound).toBeLessThan(20 * exact);
    }
    // Of four slots that were merged, the noise is of four.
    const four = skellamProbabilities(4 * variance, 800);
    for (const over of [120, 200]) {
      const exact = four.slice(over + 800).reduce((sum, p) => sum + p, 0);
      const bound = 2 ** log2Doubt(50 + over, 50, 4, { variance, integers: 1 });
      expect(bound).toBeGreaterThanOrEqual(exact);
      expect(bound).toBeLessThan(20 * exact);
    }
    // 5.26 deviations, by Chernoff's bound, at 1e-6.
    expect(mostDoubt).toBe(1e-6);
    const wanted = 49 + Math.sqrt(2 * Math.log(1 / mostDoubt)) * 30;
    expect(log2Doubt(wanted + 1, 49, 1, { variance, integers: 1 })).toBeLessThan(Math.log2(mostDoubt));
    expect(log2Doubt(wanted - 1, 49, 1, { variance, integers: 1 })).toBeGreaterThan(Math.log2(mostDoubt));
    expect(log2Doubt(49, 49, 1, { variance, integers: 1 })).toBe(0);
  });
});

/** P(Z = k) for k in -reach..reach, of a symmetric Skellam variable: by its characteristic function, exp(v (cos t - 1)). */
function skellamProbabilities(variance: number, reach: number): Float64Array {
  const points = 4096;
  return Float64Array.from({ length: 2 * reach + 1 }, (_, i) => {
    let sum = 0;
    for (let n = 0; n < points; n++) {
      const t = (2 * Math.PI * n) / points;
      sum += Math.exp(variance * (Math.cos(t) - 1)) * Math.cos((i - reach) * t);
    }
    return sum / points;
  });
}
