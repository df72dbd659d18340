import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalTail } from '../numerics/erfc.ts';
import type { LossDistribution } from './loss-distribution.ts';
import { sampledGaussianDots } from './sampled-gaussian-dots.ts';
import { outputAt } from './sampled-gaussian-loss.ts';

/** delta(epsilon) of a grid distribution. */
function deltaOf({ step, first, mass, infinite }: LossDistribution, epsilon: number): number {
  let sum = infinite;
  mass.forEach((m, i) => {
    sum += m * Math.max(0, -Math.expm1(epsilon - (first + i) * step));
  });
  return sum;
}

/** The mechanism's true delta(epsilon): P and Q of all outputs whose loss is above epsilon. */
function trueDelta(q: number, sigma: number, epsilon: number, direction: 'remove' | 'add'): number {
  const at = outputAt(direction === 'remove' ? epsilon : -epsilon, q, sigma);
  const above = (x: number) => normalTail(x / sigma);
  if (direction === 'remove') {
    return (1 - q) * above(at) + q * above(at - 1) - Math.exp(epsilon) * above(at);
  }
  const below = above(-at);
  return below - Math.exp(epsilon) * ((1 - q) * below + q * above(1 - at));
}

const mechanism = fc.record({
  q: fc.oneof(fc.double({ min: 0.001, max: 0.99, noNaN: true }), fc.constant(1)),
  sigma: fc.double({ min: 0.4, max: 10, noNaN: true }),
  step: fc.double({ min: 0.001, max: 0.3, noNaN: true }),
});
const direction = fc.constantFrom('remove' as const, 'add' as const);
const total = ({ mass, infinite }: LossDistribution) => mass.reduce((a, b) => a + b, infinite);

describe('connecting the dots', () => {
  test('makes a probability distribution under P, and at most one under Q', () => {
    fc.assert(
      fc.property(mechanism, direction, ({ q, sigma, step }, side) => {
        const dots = sampledGaussianDots(q, sigma, step, 1e-12)[side];
        expect(total(dots)).toBeCloseTo(1, 10);
        expect(Math.min(...dots.mass)).toBeGreaterThanOrEqual(0);
        const underQ = dots.mass.reduce((sum, m, i) => sum + m * Math.exp(-(dots.first + i) * step), 0);
        expect(underQ).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  test('is never below the truth, at any epsilon, in either direction', () => {
    fc.assert(
      fc.property(
        mechanism,
        direction,
        fc.double({ min: 0, max: 6, noNaN: true }),
        ({ q, sigma, step }, side, epsilon) => {
          const dots = sampledGaussianDots(q, sigma, step, 1e-12)[side];
          expect(deltaOf(dots, epsilon)).toBeGreaterThanOrEqual(trueDelta(q, sigma, epsilon, side) - 1e-14);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('is the truth on the grid: the dots themselves', () => {
    fc.assert(
      fc.property(mechanism, direction, fc.integer({ min: 0, max: 40 }), ({ q, sigma, step }, side, k) => {
        const dots = sampledGaussianDots(q, sigma, step, 1e-12)[side];
        expect(deltaOf(dots, k * step)).toBeCloseTo(trueDelta(q, sigma, k * step, side), 9);
      }),
      { numRuns: 300 },
    );
  });

  test('a finer grid that contains the coarser is never worse', () => {
    fc.assert(
      fc.property(
        mechanism,
        direction,
        fc.double({ min: 0, max: 6, noNaN: true }),
        ({ q, sigma, step }, side, epsilon) => {
          const [coarse, fine] = [step, step / 4].map((s) => sampledGaussianDots(q, sigma, s, 1e-12)[side]);
          const worst = deltaOf(coarse as LossDistribution, epsilon);
          expect(deltaOf(fine as LossDistribution, epsilon)).toBeLessThanOrEqual(worst + 1e-10);
        },
      ),
    );
  });

  test('what is cut off counts as lost, in both directions without sampling', () => {
    const { remove, add } = sampledGaussianDots(1, 1, 0.1, 1e-3);
    expect(remove.infinite).toBeGreaterThan(0);
    expect(remove.infinite).toBeLessThan(1e-3);
    expect(add.infinite).toBeGreaterThan(0);
    expect(add.infinite).toBeLessThan(1e-3);
  });
});
