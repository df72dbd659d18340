import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minimumOverScales } from './minimum-over-scales.ts';

test('finds the minimum of a/t + b t at any scale', () => {
  const scale = fc.double({ min: -8, max: 8, noNaN: true }).map((power) => 10 ** (power / 2));
  fc.assert(
    fc.property(scale, scale, (a, b) => {
      const { at, value } = minimumOverScales((t) => a / t + b * t);
      expect(at / Math.sqrt(a / b)).toBeCloseTo(1, 3);
      expect(value / (2 * Math.sqrt(a * b))).toBeCloseTo(1, 7);
    }),
  );
});

test('stops at the ends where the function only falls or rises', () => {
  expect(minimumOverScales((t) => t).at).toBeLessThan(1.001e-6);
  expect(minimumOverScales((t) => 1 / t).at).toBeGreaterThan(0.999e10);
});
