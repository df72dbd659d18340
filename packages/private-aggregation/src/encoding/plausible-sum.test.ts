import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { nodeSuite } from '../secure-aggregation/suite/node-suite.ts';
import { encodeReport } from './encode-report.ts';
import { type EncodingPlan, planEncoding } from './encoding-plan.ts';
import { isPlausibleSum, largestSumNorm, sumNorm } from './plausible-sum.ts';
import { seededWords } from './test/seeded-words.ts';
import { smallBundle } from './test/small-bundle.ts';

const hash = new Uint8Array(32).fill(7);
const plan = await planEncoding(nodeSuite, smallBundle(), hash);
const devices = 80;
const modulus = 2 ** plan.bundle.bits;

/** A direction, of a norm of 1. */
function direction(dimension: number, seed: number): Float64Array {
  const vector = Float64Array.from(seededWords(seed)(dimension), (word) => word / 2 ** 31 - 1);
  const norm = Math.hypot(...vector);
  return vector.map((value) => value / norm);
}

function addModulo(sum: Uint32Array, words: ArrayLike<number>): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (((sum[i] + words[i]) % modulus) + modulus) % modulus;
}

/** Devices that each say `share` of what is common to all, and for the rest something of their own, filling their clip. */
function cohort(share: number, seed: number): Uint32Array {
  const sum = new Uint32Array(plan.dimension);
  const common = plan.bundle.queries.map(({ dimension }) => direction(dimension, seed));
  for (let device = 0; device < devices; device++) {
    const answers = new Map(
      plan.bundle.queries.map(({ id, dimension, clipShare, scale }, query) => {
        const own = direction(dimension, seed + 1 + device);
        const rest = Math.sqrt(1 - share ** 2);
        const mix = common[query].map((value, i) => ((share * value + rest * own[i]) * clipShare) / scale);
        return [id, mix];
      }),
    );
    addModulo(sum, encodeReport(plan, answers, seededWords(seed + 1000 + device)));
  }
  return sum;
}

describe('the sum of an honest cohort', () => {
  it('is plausible, whatever it is, while its vectors keep to what the bundle says of honest ones', () => {
    fc.assert(
      // A share of what is common adds up to that share of everything; what is each one's own to a ninth of it.
      fc.property(fc.double({ min: 0, max: 0.26, noNaN: true }), fc.nat(1_000_000), (share, seed) => {
        expect(isPlausibleSum(plan, cohort(share, 2000 * seed), devices)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it('is held to a bound that is near: a quarter above what it is', () => {
    const largest = largestSumNorm(plan, devices);
    expect(sumNorm(plan, cohort(0.26, 5))).toBeGreaterThan(0.75 * largest);
  });

  it('is plausible at any dimension where nobody says anything, by noise alone', async () => {
    const [query] = smallBundle().queries;
    for (const dimension of [1, 2, 64, 5000]) {
      const narrow = await planEncoding(
        nodeSuite,
        smallBundle({ bits: 24, queries: [{ ...query, dimension }] }),
        hash,
      );
      const sum = new Uint32Array(dimension);
      for (let device = 0; device < devices; device++) {
        const words = encodeReport(narrow, new Map(), seededWords(device));
        for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] + words[i]) % 2 ** 24;
      }
      expect(isPlausibleSum(narrow, sum, devices), `${dimension}`).toBe(true);
    }
  });

  it('has the words of the bundle', () => {
    expect(isPlausibleSum(plan, new Uint32Array(plan.dimension), devices)).toBe(true);
    expect(isPlausibleSum(plan, new Uint32Array(3), devices)).toBe(false);
  });
});

describe('a single device', () => {
  const honest = cohort(0.2, 1);
  const bound = largestSumNorm(plan, devices - 1);

  it('that adds words of twice the bound and more makes the sum implausible, whatever they are', () => {
    const half = modulus / 2;
    const coordinate = fc.oneof(
      fc.integer({ min: -half, max: half - 1 }),
      fc.constantFrom(0, half - 1, -half),
    );
    fc.assert(
      fc.property(
        fc.array(coordinate, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: plan.dimension }),
        (pattern, filled) => {
          const words = Uint32Array.from({ length: plan.dimension }, (_, i) =>
            i < filled ? pattern[i % pattern.length] & (modulus - 1) : 0,
          );
          fc.pre(sumNorm(plan, words) >= 2 * bound);
          const sum = honest.slice();
          addModulo(sum, words);
          expect(isPlausibleSum(plan, sum, devices)).toBe(false);
        },
      ),
    );
  });

  it('that fills its report with random words does', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const sum = honest.slice();
        addModulo(
          sum,
          seededWords(seed)(plan.dimension).map((word) => word % modulus),
        );
        expect(isPlausibleSum(plan, sum, devices)).toBe(false);
      }),
    );
  });

  it('that stays within what the bundle leaves to honest ones does not: that cannot be told', () => {
    const sum = honest.slice();
    sum[3] = (sum[3] + 5 * Math.floor(plan.normBound)) % modulus;
    expect(isPlausibleSum(plan, sum, devices)).toBe(true);
  });
});

describe('one in twenty who say the same together, each within the clip', () => {
  const many = 10_000;
  const dimension = 64;
  const sums = new Map<string, Uint32Array>();
  let large: EncodingPlan;

  beforeAll(async () => {
    const [query] = smallBundle().queries;
    const bundle = smallBundle({
      queries: [{ ...query, dimension, clipShare: 1, sumNorm: 0.03 }],
      bits: 28,
      minimumReports: 9000,
      cohortSize: many,
    });
    large = await planEncoding(nodeSuite, bundle, hash);
    const target = direction(dimension, 1);
    for (const colluding of [0, 0.05]) {
      const sum = new Uint32Array(dimension);
      for (let device = 0; device < many; device++) {
        const isColluding = device < colluding * many;
        const vector = isColluding ? target : direction(dimension, 10 + device);
        const words = encodeReport(large, new Map([[query.id, vector]]), seededWords(20_000 + device));
        for (let i = 0; i < dimension; i++) sum[i] = (sum[i] + words[i]) % 2 ** 28;
      }
      sums.set(`${colluding}`, sum);
    }
  });

  const isPlausible = (colluding: number, plan = large) =>
    isPlausibleSum(plan, sums.get(`${colluding}`) ?? new Uint32Array(), many);

  it('are discarded where honest vectors add up to less than theirs and the bundle says so, and nobody else', () => {
    expect(isPlausible(0)).toBe(true);
    expect(isPlausible(0.05)).toBe(false);
  });

  it('are not where the bundle leaves more to honest ones', () => {
    const [query] = large.bundle.queries;
    const wider = { ...large, bundle: { ...large.bundle, queries: [{ ...query, sumNorm: 0.2 }] } };
    expect(isPlausible(0.05, wider)).toBe(true);
  });
});
