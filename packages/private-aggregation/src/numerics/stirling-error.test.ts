import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logBinomial, logFactorial, stirlingError } from './stirling-error.ts';

/** ln n! from the exact integer. */
function exactLogFactorial(n: number): number {
  let factorial = 1n;
  for (let k = 2n; k <= BigInt(n); k++) factorial *= k;
  const digits = factorial.toString();
  return Math.log(Number(`0.${digits.slice(0, 20)}`)) + digits.length * Math.LN10;
}

describe('logarithms of factorials', () => {
  test('are those of the exact integers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 400 }), (n) => {
        expect(Math.abs(logFactorial(n) / exactLogFactorial(n) - 1)).toBeLessThan(1e-14);
      }),
    );
    expect(logFactorial(0)).toBe(0);
    expect(logFactorial(1)).toBe(0);
  });

  test('Stirling: the error is between the first two partial sums of its series', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (n) => {
        const first = 1 / (12 * n);
        const second = first - 1 / (360 * n ** 3);
        expect(stirlingError(n)).toBeLessThanOrEqual(first * (1 + 1e-10));
        expect(stirlingError(n)).toBeGreaterThanOrEqual(second * (1 - 1e-10));
      }),
    );
  });

  test('the small ones and the series meet', () => {
    const step = (n: number) => stirlingError(n) - stirlingError(n + 1);
    expect(step(20) / step(19)).toBeCloseTo((19 * 20) / (20 * 21), 2);
    expect(logFactorial(21) - logFactorial(20)).toBeCloseTo(Math.log(21), 13);
  });

  test("binomial coefficients obey Pascal's rule", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, part) => {
        const k = 1 + Math.floor(part * (n - 2));
        const sum =
          Math.exp(logBinomial(n - 1, k - 1) - logBinomial(n, k)) +
          Math.exp(logBinomial(n - 1, k) - logBinomial(n, k));
        expect(sum).toBeCloseTo(1, 11);
      }),
    );
    expect(Math.round(Math.exp(logBinomial(10, 3)))).toBe(120);
  });
});
