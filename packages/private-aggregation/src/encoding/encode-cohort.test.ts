import { describe, expect, it } from 'vitest';
import { nodeSuite } from '../secure-aggregation/suite/node-suite.ts';
import { decodeSum } from './decode-sum.ts';
import { encodeCohort } from './encode-cohort.ts';
import { encodeReport } from './encode-report.ts';
import { planEncoding } from './encoding-plan.ts';
import { WordStream } from './random-words.ts';
import { seededWords } from './test/seeded-words.ts';
import { smallBundle } from './test/small-bundle.ts';

const plan = await planEncoding(nodeSuite, smallBundle(), new Uint8Array(32).fill(5));
const reports = 60;
const signed = (word: number) => (word << 12) >> 12;

/** The noise of a sum, coordinate by coordinate: that of devices that say nothing. */
const together = encodeCohort(plan, new Map(), reports, seededWords(1));
const apart = new Uint32Array(plan.dimension);
for (let device = 0; device < reports; device++)
  encodeReport(plan, new Map(), seededWords(100 + device)).forEach((word, i) => (apart[i] += word));

describe('a cohort that is encoded at once', () => {
  it('has noise distributed as the sum of the shares is (two-sample Kolmogorov-Smirnov, fixed seeds)', () => {
    const [one, other] = [together, apart].map((sum) => Float64Array.from(sum, signed).toSorted());
    let apartMost = 0;
    let place = 0;
    one.forEach((value, i) => {
      while (place < other.length && other[place] <= value) place++;
      apartMost = Math.max(apartMost, Math.abs((i + 1) / one.length - place / other.length));
    });
    // Exceeded by chance once in a million: sqrt(ln(2e6) / 2) sqrt(2 / n).
    expect(apartMost).toBeLessThan(Math.sqrt(Math.log(2e6) / 2) * Math.sqrt(2 / one.length));
  });

  it('has the variance of all shares, also where one table does not hold it', async () => {
    const fine = await planEncoding(nodeSuite, smallBundle({ bits: 30 }), new Uint8Array(32));
    expect(reports * fine.noiseVariance).toBeGreaterThan(2 ** 27);
    for (const [some, bits] of [
      [plan, 20],
      [fine, 30],
    ] as const) {
      const sum = encodeCohort(some, new Map(), reports, seededWords(3));
      const square = Float64Array.from(sum, (word) => ((word << (32 - bits)) >> (32 - bits)) ** 2);
      const ratio = square.reduce((a, b) => a + b) / sum.length / (reports * some.noiseVariance);
      expect(Math.abs(ratio - 1)).toBeLessThan(5 * Math.sqrt(2 / sum.length));
    }
  });

  it('decodes to the same sum as reports one by one, but for noise', () => {
    const words = new WordStream(seededWords(9));
    const vectors = Array.from({ length: reports }, () =>
      Float64Array.from({ length: 1500 }, () => (words.next() / 2 ** 32 - 0.5) / 40),
    );
    const total = new Float64Array(1500);
    const sum = new Uint32Array(plan.dimension);
    vectors.forEach((vector, device) => {
      vector.forEach((value, i) => (total[i] += value));
      const report = encodeReport(plan, new Map([['model', vector]]), seededWords(500 + device));
      report.forEach((word, i) => (sum[i] = (sum[i] + word) % 2 ** 20));
    });
    const atOnce = encodeCohort(plan, new Map([['model', total]]), reports, seededWords(4));
    const deviation = Math.sqrt(reports * (plan.noiseVariance + 0.25)) / plan.scale;
    for (const encoded of [sum, atOnce]) {
      const decoded = decodeSum(plan, encoded).get('model') ?? new Float64Array();
      const mean = decoded.reduce((all, value, i) => all + (value - total[i]) ** 2, 0) / decoded.length;
      expect(Math.abs(Math.sqrt(mean) / deviation - 1)).toBeLessThan(5 * Math.sqrt(1 / (2 * 1500)));
    }
  });

  it('is not made of fewer reports than a sum may be', () => {
    expect(() => encodeCohort(plan, new Map(), 49, seededWords(1))).toThrow(
      expect.objectContaining({ code: 'aggregation/too-few-answers' }),
    );
    expect(encodeCohort(plan, new Map(), 50, seededWords(1))).toHaveLength(plan.dimension);
  });

  it('refuses answers of another length', () => {
    expect(() => encodeCohort(plan, new Map([['model', [1]]]), reports, seededWords(1))).toThrow(RangeError);
  });
});
