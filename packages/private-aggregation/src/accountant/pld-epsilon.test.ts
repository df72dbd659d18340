import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalTail } from '../numerics/erfc.ts';
import { normalInterval } from '../numerics/normal-interval.ts';
import { gaussianDelta, gaussianEpsilon } from './gaussian-exact.ts';
import { gaussianRdp } from './gaussian-rdp.ts';
import { gaussianOrders } from './orders.ts';
import { pldEpsilon } from './pld-epsilon.ts';
import { repeatCurve } from './rdp-curve.ts';
import { rdpToEpsilon } from './rdp-to-epsilon.ts';
import { lossAt, outputAt } from './sampled-gaussian-loss.ts';

/** Where a falling function crosses a value, by bisection. */
function crossing(f: (x: number) => number, value: number, high: number): number {
  if (f(0) <= value) return 0;
  let [low, top] = [0, high];
  for (let i = 0; i < 50; i++) {
    const middle = (low + top) / 2;
    if (f(middle) > value) low = middle;
    else top = middle;
  }
  return top;
}

/** One round, exactly: the worse of the two directions' delta(epsilon), in closed form. */
function oneRoundDelta(q: number, sigma: number, epsilon: number): number {
  const above = (x: number) => normalTail(x / sigma);
  const remove = outputAt(epsilon, q, sigma);
  const leaving = (1 - q) * above(remove) + q * above(remove - 1) - Math.exp(epsilon) * above(remove);
  const add = outputAt(-epsilon, q, sigma);
  const coming = above(-add) - Math.exp(epsilon) * ((1 - q) * above(-add) + q * above(1 - add));
  return Math.max(leaving, coming);
}

/**
 * Two rounds of `remove`, by integrating one round's loss against the other's delta: E over the first of delta(epsilon - loss),
 * the first one's outputs in cells, each with the loss at its upper end (from above) or lower end (from below).
 */
function twoRoundDelta(q: number, sigma: number, epsilon: number, end: 'upper' | 'lower'): number {
  const deltaOfOne = (e: number) => {
    const at = outputAt(e, q, sigma);
    return (
      (1 - q) * normalTail(at / sigma) +
      q * normalTail((at - 1) / sigma) -
      Math.exp(e) * normalTail(at / sigma)
    );
  };
  const width = sigma / 400;
  let sum = 0;
  for (let x = -9 * sigma; x < 1 + 9 * sigma; x += width) {
    const p =
      (1 - q) * normalInterval(x / sigma, (x + width) / sigma) +
      q * normalInterval((x - 1) / sigma, (x - 1 + width) / sigma);
    sum += p * deltaOfOne(epsilon - lossAt(end === 'upper' ? x + width : x, q, sigma));
  }
  return sum;
}

describe('the accountant by privacy loss distributions', () => {
  test.each([
    [0.6, 0.01],
    [0.8, 0.1],
    [1, 0.001],
    [2, 0.5],
    [4, 0.01],
    [10, 0.001],
    [1.5, 0.99],
  ])('one round, sigma %d, rate %d: never below the closed formula, within a hundredth of it', (sigma, q) => {
    for (const delta of [1e-3, 1e-5, 1e-8, 1e-12]) {
      const truth = crossing((epsilon) => oneRoundDelta(q, sigma, epsilon), delta, 100);
      const ours = pldEpsilon(sigma, q, 1, delta);
      expect(ours).toBeGreaterThanOrEqual(truth);
      expect(ours).toBeLessThanOrEqual(truth * 1.01);
    }
  });

  test.each([
    [0.7, 0.1],
    [1, 0.3],
    [2, 0.05],
  ])('two rounds, sigma %d, rate %d: between two numerical integrations', (sigma, q) => {
    const delta = 1e-5;
    const below = crossing((epsilon) => twoRoundDelta(q, sigma, epsilon, 'lower'), delta, 50);
    const above = crossing((epsilon) => twoRoundDelta(q, sigma, epsilon, 'upper'), delta, 50);
    const ours = pldEpsilon(sigma, q, 2, delta);
    expect(ours).toBeGreaterThanOrEqual(below);
    expect(ours).toBeLessThanOrEqual(above * 1.01);
    expect(above / below).toBeLessThan(1.03);
  });

  test('without sampling: never below the exact formula and within 1% of it, for few and many rounds', () => {
    const rounds = fc.integer({ min: 0, max: 12 }).map((power) => 2 ** power);
    const delta = fc.integer({ min: 2, max: 20 }).map((power) => 10 ** -power);
    fc.assert(
      fc.property(fc.double({ min: 0.4, max: 30, noNaN: true }), rounds, delta, (sigma, T, d) => {
        const truth = gaussianEpsilon(sigma, T, d);
        const ours = pldEpsilon(sigma, 1, T, d);
        expect(ours).toBeGreaterThanOrEqual(truth * (1 - 1e-12));
        expect(ours).toBeLessThanOrEqual(truth * 1.01);
      }),
      { numRuns: 40 },
    );
  });

  test.each([1e-30, 1e-50, 1e-100, 1e-199])('a delta of %d is no different', (delta) => {
    for (const sigma of [0.3, 1, 4, 10]) {
      for (const rounds of [1, 100]) {
        const truth = gaussianEpsilon(sigma, rounds, delta);
        const ours = pldEpsilon(sigma, 1, rounds, delta);
        expect(ours).toBeGreaterThanOrEqual(truth);
        expect(ours).toBeLessThanOrEqual(truth * 1.01);
      }
    }
  });

  test('where no grid is fine enough, it is above the truth and below the Rényi bound', () => {
    const [sigma, q, delta] = [0.6, 1e-7, 1e-10];
    const truth = crossing((epsilon) => oneRoundDelta(q, sigma, epsilon), delta, 1);
    const ours = pldEpsilon(sigma, q, 1, delta);
    expect(ours).toBeGreaterThan(truth * 1.01);
    expect(ours).toBeLessThan(rdpToEpsilon(gaussianRdp(sigma, q, gaussianOrders), delta).epsilon / 100);
  });

  test('many rounds at a small rate approach the Gaussian that the central limit theorem names', () => {
    // mu = q sqrt(T (e^(1/sigma^2) - 1)): Bu, Dong, Long & Su, "Deep Learning with Gaussian Differential Privacy" (2020).
    const mu = 0.001 * Math.sqrt(10_000 * Math.expm1(1 / 100));
    const limit = gaussianEpsilon(1 / mu, 1, 1e-6);
    expect(pldEpsilon(10, 0.001, 10_000, 1e-6) / limit).toBeCloseTo(1, 2);
    expect(gaussianDelta(1 / mu, limit)).toBeCloseTo(1e-6, 10);
  });

  test('never promises less than needed: at most the Rényi bound', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.6, max: 6, noNaN: true }),
        fc.double({ min: 0.002, max: 0.5, noNaN: true }),
        fc.integer({ min: 1, max: 300 }),
        (sigma, q, T) => {
          const rdp = rdpToEpsilon(repeatCurve(gaussianRdp(sigma, q, gaussianOrders), T), 1e-6).epsilon;
          expect(pldEpsilon(sigma, q, T, 1e-6)).toBeLessThanOrEqual(rdp);
        },
      ),
      { numRuns: 25 },
    );
  });

  test('less noise, more sampling, more rounds or a smaller delta never cost less', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.7, max: 5, noNaN: true }),
        fc.double({ min: 0.005, max: 0.3, noNaN: true }),
        fc.integer({ min: 1, max: 200 }),
        (sigma, q, T) => {
          const epsilon = pldEpsilon(sigma, q, T, 1e-6);
          expect(pldEpsilon(sigma * 1.1, q, T, 1e-6)).toBeLessThanOrEqual(epsilon);
          expect(pldEpsilon(sigma, q * 1.1, T, 1e-6)).toBeGreaterThanOrEqual(epsilon);
          expect(pldEpsilon(sigma, q, 2 * T, 1e-6)).toBeGreaterThanOrEqual(epsilon);
          expect(pldEpsilon(sigma, q, T, 1e-7)).toBeGreaterThanOrEqual(epsilon);
        },
      ),
      { numRuns: 15 },
    );
  });

  test('costs nothing where nobody could tell the difference', () => {
    expect(pldEpsilon(1e5, 0.001, 1, 1e-5)).toBe(0);
  });
});
