import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { integrate, normalDensity } from '../test-support/integrate.ts';
import { normalInterval } from './normal-interval.ts';

const density = (x: number) => normalDensity(x, 0, 1);

describe('the normal probability of an interval', () => {
  test('is the integral of the density, to many digits also far out and for narrow intervals', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -9, max: 9, noNaN: true }),
        fc.double({ min: 1e-7, max: 0.2, noNaN: true }),
        (a, width) => {
          const b = a + width;
          const truth = integrate(density, a, b, 200);
          expect(Math.abs(normalInterval(a, b) / truth - 1)).toBeLessThan(1e-8);
        },
      ),
    );
  });

  test.each([
    [-0.0024, 0.0025],
    [3, 3.00499],
    [-8.5, -8.4951],
  ])('Taylor and difference agree where they meet: %d to %d', (a, b) => {
    const halves = normalInterval(a, (a + b) / 2) + normalInterval((a + b) / 2, b);
    expect(Math.abs(normalInterval(a, b) / halves - 1)).toBeLessThan(1e-12);
    expect(
      Math.abs(normalInterval(a, a + 0.00501) / (normalInterval(a, b) + normalInterval(b, a + 0.00501)) - 1),
    ).toBeLessThan(1e-11);
  });

  test('reaches to infinity', () => {
    expect(normalInterval(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)).toBe(1);
    expect(normalInterval(Number.NEGATIVE_INFINITY, 0)).toBeCloseTo(0.5, 15);
    expect(normalInterval(1.96, Number.POSITIVE_INFINITY)).toBeCloseTo(0.0249979, 7);
  });
});
