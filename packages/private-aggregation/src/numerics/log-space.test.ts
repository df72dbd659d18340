import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logAdd, logSum } from './log-space.ts';

const log = fc.double({ min: -50, max: 50, noNaN: true });

describe('sums in log space', () => {
  test('are logarithms of sums', () => {
    fc.assert(
      fc.property(log, log, (a, b) => {
        expect(logAdd(a, b)).toBeCloseTo(Math.log(Math.exp(a) + Math.exp(b)), 10);
        expect(logAdd(a, b)).toBe(logAdd(b, a));
        expect(logSum([a, b])).toBeCloseTo(logAdd(a, b), 10);
      }),
    );
  });

  test('neither overflow nor underflow', () => {
    expect(logAdd(1e5, 1e5)).toBeCloseTo(1e5 + Math.LN2, 9);
    expect(logSum([-1e5, -1e5, -1e5])).toBeCloseTo(-1e5 + Math.log(3), 9);
  });

  test('know nothing and everything', () => {
    const none = Number.NEGATIVE_INFINITY;
    expect(logAdd(none, none)).toBe(none);
    expect(logAdd(none, 3)).toBe(3);
    expect(logSum([])).toBe(none);
    expect(logSum([none, none])).toBe(none);
    expect(logSum([1, Number.POSITIVE_INFINITY])).toBe(Number.POSITIVE_INFINITY);
  });
});
