import { describe, expect, it } from 'vitest';
import { nodeSuite } from '../secure-aggregation/suite/node-suite.ts';
import { encodeReport } from './encode-report.ts';
import { planEncoding } from './encoding-plan.ts';
import { isPlausibleSum, largestSumNorm } from './plausible-sum.ts';
import { seededWords } from './test/seeded-words.ts';
import { smallBundle } from './test/small-bundle.ts';

const plan = await planEncoding(nodeSuite, smallBundle(), new Uint8Array(32).fill(7));
const devices = 80;
const modulus = 2 ** plan.bundle.bits;

/** All devices with the same vector, as long as it may be: the largest honest sum there is. */
const sum = new Uint32Array(plan.dimension);
for (let device = 0; device < devices; device++) {
  const answers = new Map([['model', new Float64Array(1500).fill(1)]]);
  encodeReport(plan, answers, seededWords(device)).forEach((word, i) => (sum[i] = (sum[i] + word) % modulus));
}

/** The sum with one device's words added to it, whatever they are. */
const spoiled = (word: (i: number) => number) =>
  sum.map((value, i) => (value + (((word(i) % modulus) + modulus) % modulus)) % modulus);

describe('a plausible sum', () => {
  it('is that of devices that all answered alike', () => {
    expect(isPlausibleSum(plan, sum, devices)).toBe(true);
    expect(isPlausibleSum(plan, new Uint32Array(plan.dimension), devices)).toBe(true);
  });

  it('is near enough to the bound for the bound to mean something', () => {
    const square = Float64Array.from(sum, (word) => ((word << 12) >> 12) ** 2).reduce((a, b) => a + b);
    expect(Math.sqrt(square)).toBeGreaterThan(largestSumNorm(plan, devices) / 6);
  });

  it('is not one that a device filled with random words, or moved far', () => {
    const words = seededWords(5)(plan.dimension);
    expect(
      isPlausibleSum(
        plan,
        spoiled((i) => words[i] % modulus),
        devices,
      ),
    ).toBe(false);
    expect(
      isPlausibleSum(
        plan,
        spoiled(() => modulus / 4),
        devices,
      ),
    ).toBe(false);
    expect(
      isPlausibleSum(
        plan,
        spoiled(() => -modulus / 4),
        devices,
      ),
    ).toBe(false);
  });

  it('is one that a device moved by what others may do: that cannot be told', () => {
    expect(
      isPlausibleSum(
        plan,
        spoiled((i) => (i === 3 ? 5 * plan.normBound : 0)),
        devices,
      ),
    ).toBe(true);
  });

  it('has the words of the bundle', () => {
    expect(isPlausibleSum(plan, new Uint32Array(3), devices)).toBe(false);
  });
});
