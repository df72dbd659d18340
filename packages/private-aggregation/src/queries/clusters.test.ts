import type { Query } from '@parlour/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clip } from '../encoding/clip.ts';
import { decodeSum } from '../encoding/decode-sum.ts';
import { encodeReport } from '../encoding/encode-report.ts';
import { planEncoding } from '../encoding/encoding-plan.ts';
import { seededWords } from '../encoding/test/seeded-words.ts';
import { smallBundle } from '../encoding/test/small-bundle.ts';
import { nodeSuite } from '../secure-aggregation/suite/node-suite.ts';
import { clusters, clustersId, clustersOf, clustersScale, slotLength } from './clusters.ts';
import { clustersOfSums } from './clusters-of-sums.ts';

const name = '0123456789abcdef0123456789abcdef';
const axes = 4;
const count = 5;
const query = (change: Partial<Query> = {}): Query => ({
  id: clustersId(name),
  version: 1,
  purpose: 'To learn what kinds of people there are.',
  dimension: count * slotLength(axes),
  scale: clustersScale(0.5),
  clipShare: 0.5,
  sumNorm: 0.6,
  ...change,
});
const asked = { query: query(), norm: 0.5 };
const items = ['movie:a:2000'];
const at = (cluster: number, point: readonly number[]) => ({
  watched: [{ item: items[0], at: 1 }],
  placeOf: () => ({ cluster, clusters: count, point, items }),
});

describe('clusters', () => {
  it('says a one and a clipped point in one slot, zeros in all others, and the clip takes nothing away', () => {
    fc.assert(
      fc.property(
        fc.nat(count - 1),
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: axes, maxLength: axes }),
        (cluster, point) => {
          const { vector, items: said } = clusters.answer(asked, at(cluster, point));
          const start = cluster * slotLength(axes);
          expect(said).toEqual(items);
          vector.forEach((value, place) => {
            if (place < start || place >= start + slotLength(axes)) expect(value).toBe(0);
          });
          expect(vector[start]).toBe(1);
          const placed = vector.slice(start + 1, start + slotLength(axes));
          expect(Math.hypot(...placed)).toBeLessThanOrEqual(1 + 1e-12);
          if (Math.hypot(...point) <= 1) expect([...placed]).toEqual(point);
          const scaled = vector.map((value) => value * asked.query.scale);
          expect(clip(scaled.slice(), asked.norm)).toEqual(scaled);
        },
      ),
    );
  });

  it('is zeros where nobody can be placed, and among centroids of another number or dimension', () => {
    const zeros = { vector: new Float64Array(query().dimension), items: [] };
    expect(clusters.answer(asked, { watched: [] })).toEqual(zeros);
    expect(clusters.answer(asked, { watched: [], placeOf: () => undefined })).toEqual(zeros);
    expect(clusters.answer(asked, at(1, [1, 0, 0]))).toEqual(zeros);
    expect(clusters.answer(asked, at(1, [Number.NaN, 0, 0, 0]))).toEqual(zeros);
  });

  it('is accepted by its name, at a scale that lets an answer through whole', () => {
    expect(clusters.accepts(asked)).toBe(true);
    expect(clusters.accepts({ query: query({ id: 'clusters/abc' }), norm: 0.5 })).toBe(false);
    expect(clusters.accepts({ query: query({ scale: 0.36 }), norm: 0.5 })).toBe(false);
    expect(clustersOf(asked.query)).toBe(name);
    expect(clustersOf(query({ id: `popularity/${name}` }))).toBeUndefined();
    expect(clustersOf(query({ version: 2 }))).toBeUndefined();
    expect(clusters.fileOf(asked.query)).toEqual({ is: 'cluster-centroids', name });
  });

  it('comes back, through encoded and noised reports, as who is where', async () => {
    const reports = 1200;
    const bundle = smallBundle({
      queries: [query({ clipShare: 1, scale: clustersScale(1) })],
      minimumReports: 1000,
      cohortSize: 1300,
      bits: 26,
    });
    const plan = await planEncoding(nodeSuite, bundle, new Uint8Array(32));
    const random = seededWords(7);
    const sum = new Uint32Array(plan.dimension);
    const truth = [600, 400, 190, 10, 0];
    let cluster = 0;
    let left = truth[0];
    for (let person = 0; person < reports; person++) {
      while (left === 0) left = truth[++cluster];
      left--;
      const point = [0, 0, 0, 0].map((_, axis) => (axis === cluster % axes ? 0.9 : 0.1));
      const { vector } = clusters.answer({ query: bundle.queries[0], norm: 1 }, at(cluster, point));
      const words = encodeReport(plan, new Map([[query().id, vector]]), random);
      for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] + words[i]) % 2 ** 26;
    }
    const slots = decodeSum(plan, sum).get(query().id) ?? new Float64Array();
    const centroids = truth.map((_, at) => ({
      id: `c0${at}`,
      centroid: [0, 0, 0, 0].map((__, axis) => (axis === at % axes ? 1 : 0)),
    }));
    const integers = plan.scale * bundle.queries[0].scale;
    const { noiseVariance } = plan;
    const found = clustersOfSums(centroids, [{ slots, reports, noiseVariance, integers }]);
    expect(found.map(({ id }) => id)).toEqual(['c00', 'c01', 'c02']);
    // The ten and the nobody went into others, and are in none by themselves.
    expect(found.map(({ atLeast }) => atLeast)).toEqual([500, 200, 100]);
    expect(Math.abs(found.reduce((all, { people }) => all + people, 0) - reports)).toBeLessThan(100);
    for (const { centroid } of found) expect(Math.hypot(...centroid)).toBeCloseTo(1, 9);
    expect(found[0].centroid[0]).toBeGreaterThan(0.9);
  });
});
