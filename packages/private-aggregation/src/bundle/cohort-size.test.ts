import { describe, expect, it } from 'vitest';
import { log2TooFewReports, smallestCohort } from './cohort-size.ts';

/** P[Binomial(n, p) < m] with integers: p = numerator / denominator. */
function exact(n: number, m: number, dropped: bigint, of: bigint): number {
  let below = 0n;
  let binomial = 1n;
  for (let r = 0; r < m; r += 1) {
    below += binomial * (of - dropped) ** BigInt(r) * dropped ** BigInt(n - r);
    binomial = (binomial * BigInt(n - r)) / BigInt(r + 1);
  }
  return log2(below) - n * Math.log2(Number(of));
}

function log2(value: bigint): number {
  const bits = value.toString(2).length;
  return bits - 53 + Math.log2(Number(value >> BigInt(Math.max(0, bits - 53))));
}

describe('the probability of too few reports', () => {
  it.each([
    [60, 50, 0.1, 1n, 10n],
    [1170, 1000, 0.1, 1n, 10n],
    [300, 216, 0.1, 1n, 10n],
    [200, 100, 0.3, 3n, 10n],
    [900, 51, 0.45, 45n, 100n],
  ] as const)('of %i devices for %i at %f is exact', (clients, minimum, rate, dropped, of) => {
    expect(log2TooFewReports(clients, minimum, rate)).toBeCloseTo(exact(clients, minimum, dropped, of), 6);
  });

  it('is none without dropouts, and one below the minimum', () => {
    expect(log2TooFewReports(50, 50, 0)).toBe(Number.NEGATIVE_INFINITY);
    expect(log2TooFewReports(49, 50, 0)).toBe(0);
    expect(log2TooFewReports(49, 50, 0.1)).toBe(0);
  });
});

describe('the smallest cohort', () => {
  it.each([
    [50, 0.1],
    [1000, 0.1],
    [1000, 0.3],
    [7000, 0.2],
    [50, 0.45],
    [50, 0],
  ])('for %i reports at %f is just enough', (minimum, rate) => {
    const clients = smallestCohort(minimum, rate);
    expect(log2TooFewReports(clients, minimum, rate)).toBeLessThan(-20);
    expect(log2TooFewReports(clients - 1, minimum, rate)).toBeGreaterThanOrEqual(-20);
  });

  it('is well above the reports wanted', () => {
    expect(smallestCohort(1000, 0.1)).toBeGreaterThan(1000 / 0.9);
    expect(smallestCohort(1000, 0.1)).toBeLessThan(1200);
  });
});
