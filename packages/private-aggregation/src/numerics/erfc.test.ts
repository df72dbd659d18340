import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { integrate, normalDensity } from '../test-support/integrate.ts';
import { erfc, erfcx, logNormalTail, normalTail } from './erfc.ts';

const relative = (value: number, truth: number) => Math.abs(value / truth - 1);

describe('the complementary error function', () => {
  test.each([
    [0.1, 0.8875370839817152],
    [0.5, 0.4795001221869535],
    [1, 0.15729920705028513],
    [2, 0.004677734981047266],
    [5, 1.5374597944280349e-12],
    [10, 2.088487583762545e-45],
    [25, 8.300172571196522e-274],
  ])('at %d it is the published value', (x, truth) => {
    expect(relative(erfc(x), truth)).toBeLessThan(1e-13);
  });

  test.each([
    [1, 0.427583576155807],
    [10, 0.05614099274382259],
    [100, 0.005641613782989433],
    [1e8, 5.641895835477563e-9],
  ])('scaled, at %d it is the published value', (x, truth) => {
    expect(relative(erfcx(x), truth)).toBeLessThan(1e-14);
  });

  test('mirrored it makes 2, and it falls', () => {
    fc.assert(
      fc.property(fc.double({ min: -6, max: 25, noNaN: true }), (x) => {
        expect(erfc(x) + erfc(-x)).toBeCloseTo(2, 13);
        expect(erfc(x + 0.01)).toBeLessThanOrEqual(erfc(x));
      }),
    );
  });

  test('series and trapezoid meet at 1 without a step', () => {
    const slope = (-2 / Math.sqrt(Math.PI)) * Math.exp(-1);
    expect((erfc(1 + 1e-6) - erfc(1 - 1e-6)) / 2e-6).toBeCloseTo(slope, 8);
  });

  test('ends: 0 far out, 2 on the other side', () => {
    expect(erfc(Number.POSITIVE_INFINITY)).toBe(0);
    expect(erfc(Number.NEGATIVE_INFINITY)).toBe(2);
    expect(erfc(0)).toBe(1);
  });
});

describe('the normal tail', () => {
  test.each([-3, -0.5, 0, 1, 4, 7])('at %d it is the integral of the density', (z) => {
    const truth = integrate((x) => normalDensity(x, 0, 1), z, z + 20);
    expect(relative(normalTail(z), truth)).toBeLessThan(1e-9);
  });

  test('its logarithm goes on where it underflows', () => {
    expect(logNormalTail(5)).toBeCloseTo(Math.log(normalTail(5)), 12);
    expect(logNormalTail(-2)).toBeCloseTo(Math.log(normalTail(-2)), 12);
    // Mills' ratio: 1/z (1 - 1/z^2 + 3/z^4 - ...)
    const z = 200;
    const mills = -(z * z) / 2 - Math.log(z * Math.sqrt(2 * Math.PI)) + Math.log1p(-1 / z ** 2 + 3 / z ** 4);
    expect(logNormalTail(z)).toBeCloseTo(mills, 8);
  });
});
