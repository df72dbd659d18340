import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeSuite } from '../secure-aggregation/suite/node-suite.ts';
import { decodeSum } from './decode-sum.ts';
import { encodeReport } from './encode-report.ts';
import { planEncoding } from './encoding-plan.ts';
import { integerScale, shareVariance } from './integer-scale.ts';
import { seededWords } from './test/seeded-words.ts';
import { smallBundle } from './test/small-bundle.ts';

const hash = new Uint8Array(32).fill(7);
const plan = await planEncoding(nodeSuite, smallBundle(), hash);

const answer = (dimension: number, seed: number, length: number) => {
  const values = Float64Array.from(seededWords(seed)(dimension), (word) => word / 2 ** 31 - 1);
  const norm = Math.hypot(...values);
  return values.map((value) => (value / norm) * length);
};

const addModulo = (sum: Uint32Array, report: Uint32Array, bits: number) => {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] + report[i]) % 2 ** bits;
};

describe('encode, add, decode', () => {
  it('gives the plain sum with exactly the noise that was promised', async () => {
    const devices = 80;
    const sum = new Uint32Array(plan.dimension);
    const plain = { model: new Float64Array(1500), popularity: new Float64Array(300) };
    for (let device = 0; device < devices; device++) {
      const model = answer(1500, device, 0.8);
      const popularity = answer(300, 1000 + device, 3);
      model.forEach((value, i) => (plain.model[i] += value));
      popularity.forEach((value, i) => (plain.popularity[i] += value));
      const answers = new Map<string, ArrayLike<number>>([
        ['model', model],
        ['popularity', popularity],
      ]);
      addModulo(sum, encodeReport(plan, answers, seededWords(9000 + device)), plan.bundle.bits);
    }
    const decoded = decodeSum(plan, sum);
    // Noise, and at most a quarter of an integer's variance for rounding.
    const variance = (devices * plan.noiseVariance) / plan.scale ** 2;
    const rounding = (devices * 0.25) / plan.scale ** 2;
    let square = 0;
    for (const query of plan.bundle.queries) {
      const part = decoded.get(query.id) ?? new Float64Array(0);
      const truth = plain[query.id as keyof typeof plain];
      part.forEach((value, i) => (square += ((value - truth[i]) * query.scale) ** 2));
    }
    const mean = square / plan.dimension;
    const spread = 5 * Math.sqrt(2 / plan.dimension);
    expect(mean).toBeGreaterThan(variance * (1 - spread));
    expect(mean).toBeLessThan((variance + rounding) * (1 + spread));
  });

  it('noises the fewest honest reports with the multiplier of the bundle', () => {
    const honest = 0.9 * 50;
    const deviation = Math.sqrt(honest * plan.noiseVariance) / plan.scale;
    expect(deviation).toBeGreaterThanOrEqual(3.7304);
    expect(deviation).toBeLessThan(3.7304 * 1.0001);
    expect(shareVariance(smallBundle())).toBeCloseTo(3.7304 ** 2 / honest, 9);
  });

  it('bounds what one device can do to the sum, whatever it answers (sensitivity)', () => {
    const values = fc.array(fc.oneof(fc.double(), fc.constant(1e30)), { minLength: 300, maxLength: 300 });
    fc.assert(
      fc.property(values, fc.nat(), (popularity, seed) => {
        // The same randomness with and without the answer: what differs is the answer's own contribution.
        const answers = new Map([['popularity', popularity]]);
        const quiet = { ...plan, noise: { sample: () => 0 } };
        const report = encodeReport(quiet, answers, seededWords(seed));
        const signed = Float64Array.from(report, (word) => (word << 12) >> 12);
        expect(Math.hypot(...signed)).toBeLessThanOrEqual(plan.normBound);
      }),
      { numRuns: 60 },
    );
  });

  it('gives no query more of the clip than its share, however long its answer is', () => {
    const quiet = { ...plan, noise: { sample: () => 0 } };
    const part = (answers: [string, ArrayLike<number>][], seed: number) =>
      decodeSum(plan, encodeReport(quiet, new Map(answers), seededWords(seed)));
    const lengthOf = (vector: Float64Array = new Float64Array(0)) => Math.hypot(...vector);
    // Rounding to integers is off by less than one at each coordinate.
    const slack = Math.sqrt(plan.dimension) / plan.scale;
    for (const factor of [1, 1e3, 1e9, 1e100]) {
      const long = answer(300, 7, 1).map((value) => value * factor * 100);
      const popularity = part([['popularity', long]], 1).get('popularity');
      // A share of 0.4 of a clip of 1, in units of which there are ten to one.
      expect(lengthOf(popularity)).toBeLessThanOrEqual((0.4 + slack) * 10);
      expect(lengthOf(popularity)).toBeGreaterThanOrEqual((0.4 - slack) * 10);
      const both = part(
        [
          ['popularity', long],
          ['model', answer(1500, 3, 50)],
        ],
        2,
      );
      const whole = Math.hypot(lengthOf(both.get('model')), lengthOf(both.get('popularity')) / 10);
      expect(Math.abs(whole - Math.hypot(0.9, 0.4))).toBeLessThanOrEqual(slack);
    }
  });

  it('shortens the whole to the clip where the shares allow more', async () => {
    const [first, second] = smallBundle().queries.map((query) => ({ ...query, clipShare: 1 }));
    const equal = await planEncoding(nodeSuite, smallBundle({ queries: [first, second] }), hash);
    const quiet = { ...equal, noise: { sample: () => 0 } };
    const answers = new Map([
      ['model', answer(1500, 3, 50)],
      ['popularity', answer(300, 7, 50)],
    ]);
    const sum = decodeSum(equal, encodeReport(quiet, answers, seededWords(3)));
    const part = (id: string) => Math.hypot(...(sum.get(id) ?? []));
    const slack = Math.sqrt(equal.dimension) / equal.scale;
    expect(Math.abs(Math.hypot(part('model'), part('popularity') / 10) - 1)).toBeLessThanOrEqual(slack);
  });

  it.each([18, 21, 27, 31, 32])('is right with words of %i bits, below zero and above', async (bits) => {
    const wide = await planEncoding(nodeSuite, smallBundle({ bits }), hash);
    const sum = new Uint32Array(wide.dimension);
    const truth = new Float64Array(1500);
    for (let device = 0; device < 50; device++) {
      const model = answer(1500, device, 0.8);
      model.forEach((value, i) => (truth[i] += value));
      addModulo(sum, encodeReport(wide, new Map([['model', model]]), seededWords(device)), bits);
    }
    const decoded = decodeSum(wide, sum).get('model') ?? new Float64Array(0);
    const error = Math.sqrt(
      decoded.reduce((total, value, i) => total + (value - truth[i]) ** 2, 0) / decoded.length,
    );
    const deviation = Math.sqrt(50 * wide.noiseVariance) / wide.scale;
    expect(Math.abs(error / deviation - 1)).toBeLessThan(0.1);
  });

  it('answers a query that is switched off with zeros, of the same length', () => {
    const off = encodeReport(plan, new Map(), seededWords(1));
    expect(off.length).toBe(plan.dimension);
    const deviation = Math.sqrt(
      Float64Array.from(off, (word) => ((word << 12) >> 12) ** 2).reduce((a, b) => a + b) / off.length,
    );
    expect(Math.abs(deviation / Math.sqrt(plan.noiseVariance) - 1)).toBeLessThan(0.1);
  });

  it('refuses answers of the wrong length and to no query', () => {
    expect(() => encodeReport(plan, new Map([['model', [1]]]), seededWords(1))).toThrow(RangeError);
    expect(() => encodeReport(plan, new Map([['other', [1]]]), seededWords(1))).toThrow(RangeError);
    expect(() => decodeSum(plan, new Uint32Array(3))).toThrow(RangeError);
  });

  it('is planned alike by everybody, from the bundle alone', async () => {
    const again = await planEncoding(nodeSuite, smallBundle(), hash);
    const report = (one: typeof plan) =>
      encodeReport(one, new Map([['model', answer(1500, 4, 1)]]), seededWords(3));
    expect(report(again)).toEqual(report(plan));
    const other = await planEncoding(nodeSuite, smallBundle(), new Uint8Array(32).fill(8));
    expect(report(other)).not.toEqual(report(plan));
  });
});

describe('integerScale', () => {
  it('keeps the worst sum within the bits', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 16, max: 32 }),
        fc.integer({ min: 50, max: 5000 }),
        fc.integer({ min: 1000, max: 200_000 }),
        (bits, cohortSize, dimension) => {
          const bundle = smallBundle({
            bits,
            cohortSize,
            minimumReports: Math.max(50, Math.floor(cohortSize * 0.8)),
          });
          let scale: number;
          try {
            scale = integerScale(bundle, dimension, 1024);
          } catch {
            // Nothing of at least one integer a share's deviation fits: then not even the noise of the whole cohort has room.
            const reach = 8 * Math.sqrt(cohortSize);
            expect(2 ** (bits - 1)).toBeLessThan(cohortSize + reach + cohortSize * 40);
            return;
          }
          const noise = 6 * Math.sqrt(cohortSize * shareVariance(bundle)) * scale;
          const signal = (cohortSize * scale * 5) / Math.sqrt(1024);
          expect(noise + signal).toBeLessThan(2 ** (bits - 1));
          expect(Math.sqrt(shareVariance(bundle)) * scale).toBeLessThanOrEqual(4096);
        },
      ),
    );
  });

  it('refuses bits that hold nothing', () => {
    expect(() => integerScale(smallBundle({ bits: 8 }), 1800, 1024)).toThrow(RangeError);
  });
});
