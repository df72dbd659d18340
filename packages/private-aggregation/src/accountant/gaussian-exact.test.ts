import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { integrate, normalDensity } from '../test-support/integrate.ts';
import { gaussianDelta, gaussianEpsilon } from './gaussian-exact.ts';

/** delta(epsilon) from its definition: the integral of (P - e^epsilon Q)+. */
const definition = (sigma: number, epsilon: number) => {
  const from = sigma * sigma * epsilon + 0.5;
  const gap = (x: number) => normalDensity(x, 1, sigma) - Math.exp(epsilon) * normalDensity(x, 0, sigma);
  return integrate(gap, from, Math.max(from, 1) + 12 * sigma, 100_000);
};

describe('the Gaussian mechanism, exactly', () => {
  test.each([
    [0.5, 1],
    [1, 0],
    [1, 3],
    [3.7304, 1],
    [10, 0.3],
    [0.6, 9],
  ])('delta at sigma %d and epsilon %d is the integral that defines it', (sigma, epsilon) => {
    expect(Math.abs(gaussianDelta(sigma, epsilon) / definition(sigma, epsilon) - 1)).toBeLessThan(1e-8);
  });

  test('the default noise costs epsilon 1.0 at delta 1e-5', () => {
    expect(gaussianEpsilon(3.7304, 1, 1e-5)).toBeCloseTo(1, 3);
    expect(gaussianDelta(3.7304, 1) / 1e-5).toBeCloseTo(1, 2);
  });

  test('eight participations at the default noise stay within epsilon 4 at delta 1e-6', () => {
    expect(gaussianEpsilon(3.7304, 8, 1e-6)).toBeLessThan(4);
    expect(gaussianEpsilon(3.7304, 8, 1e-6)).toBeGreaterThan(3.5);
  });

  const sigma = fc.double({ min: 0.2, max: 50, noNaN: true });
  const delta = fc.integer({ min: 2, max: 14 }).map((power) => 10 ** -power);

  test('epsilon and delta undo each other', () => {
    fc.assert(
      fc.property(sigma, fc.integer({ min: 1, max: 100 }), delta, (s, rounds, d) => {
        const epsilon = gaussianEpsilon(s, rounds, d);
        if (epsilon > 0) expect(gaussianDelta(s / Math.sqrt(rounds), epsilon) / d).toBeCloseTo(1, 6);
        else expect(gaussianDelta(s / Math.sqrt(rounds), 0)).toBeLessThanOrEqual(d);
      }),
    );
  });

  test('less noise, more rounds or a smaller delta never cost less', () => {
    fc.assert(
      fc.property(sigma, fc.integer({ min: 1, max: 1000 }), delta, (s, rounds, d) => {
        const epsilon = gaussianEpsilon(s, rounds, d);
        expect(gaussianEpsilon(s * 1.1, rounds, d)).toBeLessThanOrEqual(epsilon);
        expect(gaussianEpsilon(s, rounds + 1, d)).toBeGreaterThanOrEqual(epsilon);
        expect(gaussianEpsilon(s, rounds, d / 2)).toBeGreaterThanOrEqual(epsilon);
      }),
    );
  });

  test('rounds are only their noise: four with twice the noise are one', () => {
    expect(gaussianEpsilon(8, 4, 1e-6)).toBeCloseTo(gaussianEpsilon(4, 1, 1e-6), 10);
  });

  test('costs nothing where nobody could tell the difference', () => {
    expect(gaussianEpsilon(1e6, 1, 1e-5)).toBe(0);
  });

  test('keeps its digits at enormous epsilons and tiny deltas', () => {
    // Far out epsilon approaches mu^2/2 + mu z, mu = sqrt(rounds)/sigma, z the quantile of delta.
    const epsilon = gaussianEpsilon(0.6, 10_000, 1e-6);
    expect(epsilon / (1 / 0.72e-4 + (100 / 0.6) * 4.7534)).toBeCloseTo(1, 3);
    expect(gaussianEpsilon(1, 1, 1e-200)).toBeGreaterThan(gaussianEpsilon(1, 1, 1e-199));
  });
});
