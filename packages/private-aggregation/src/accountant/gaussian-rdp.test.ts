import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { integrate } from '../test-support/integrate.ts';
import { gaussianRdp } from './gaussian-rdp.ts';
import { lossAt } from './sampled-gaussian-loss.ts';

const rdp = (sigma: number, q: number, order: number) => gaussianRdp(sigma, q, [order]).values[0] as number;

/** The Rényi divergence from its definition: of the mixture from the plain (`leaving`), or the other way round. */
function definition(sigma: number, q: number, order: number, leaving = true): number {
  const exponent = leaving ? order : 1 - order;
  const moment = (x: number) =>
    Math.exp(exponent * lossAt(x, q, sigma) - (x * x) / (2 * sigma * sigma)) /
    (sigma * Math.sqrt(2 * Math.PI));
  const span = 14 * sigma;
  return Math.log(integrate(moment, -span - order, order + span, 8000)) / (order - 1);
}

const sigmas = fc.double({ min: 0.5, max: 8, noNaN: true });
const rates = fc.double({ min: 0.001, max: 0.9, noNaN: true });

describe('the Rényi curve of the sampled Gaussian', () => {
  test('without sampling it is order / 2 sigma^2', () => {
    expect(gaussianRdp(2, 1, [1.5, 2, 10])).toEqual({
      orders: [1.5, 2, 10],
      values: [1.5 / 8, 2 / 8, 10 / 8],
    });
  });

  test('at order 2 it is ln(1 + q^2 (e^(1/sigma^2) - 1))', () => {
    fc.assert(
      fc.property(sigmas, rates, (sigma, q) => {
        expect(rdp(sigma, q, 2)).toBeCloseTo(Math.log1p(q * q * Math.expm1(1 / (sigma * sigma))), 12);
      }),
    );
  });

  test('at whole orders it is the integral that defines it', () => {
    fc.assert(
      fc.property(sigmas, rates, fc.integer({ min: 2, max: 12 }), (sigma, q, order) => {
        expect(Math.abs(rdp(sigma, q, order) / definition(sigma, q, order) - 1)).toBeLessThan(1e-5);
      }),
      { numRuns: 50 },
    );
  });

  test('at other orders it is never below it, and close above order 3', () => {
    fc.assert(
      fc.property(
        sigmas,
        fc.double({ min: 0.001, max: 0.1, noNaN: true }),
        fc.double({ min: 1.05, max: 11, noNaN: true }),
        (sigma, q, order) => {
          const truth = definition(sigma, q, order);
          expect(rdp(sigma, q, order)).toBeGreaterThanOrEqual(truth * (1 - 1e-5) - 1e-13);
          if (order > 3 && sigma < 3) expect(rdp(sigma, q, order)).toBeLessThan(truth * 1.01);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('the other direction is never more', () => {
    fc.assert(
      fc.property(sigmas, rates, fc.integer({ min: 2, max: 12 }), (sigma, q, order) => {
        expect(definition(sigma, q, order, false)).toBeLessThanOrEqual(rdp(sigma, q, order) * (1 + 1e-5));
      }),
      { numRuns: 50 },
    );
  });

  test('grows with the order and the sampling rate, falls with noise, and sampling never costs', () => {
    fc.assert(
      fc.property(sigmas, rates, fc.integer({ min: 2, max: 200 }), (sigma, q, order) => {
        const value = rdp(sigma, q, order);
        expect(rdp(sigma, q, order + 1)).toBeGreaterThanOrEqual(value * (1 - 1e-12));
        expect(rdp(sigma, q * 1.1, order)).toBeGreaterThanOrEqual(value);
        expect(rdp(sigma * 1.1, q, order)).toBeLessThanOrEqual(value);
        expect(value).toBeLessThanOrEqual(order / (2 * sigma * sigma));
      }),
    );
  });

  test('keeps its digits at tiny rates', () => {
    expect(rdp(1, 1e-7, 2) / (1e-14 * Math.expm1(1))).toBeCloseTo(1, 10);
    expect(rdp(1, 1e-7, 3) / (1.5e-14 * Math.expm1(1))).toBeCloseTo(1, 5);
  });

  test('ends, with a bound, where its series converges slowly', () => {
    for (const q of [0.4, 0.5, 0.6]) {
      const bound = rdp(50, q, 1.1);
      expect(bound).toBeGreaterThan(definition(50, q, 1.1));
      expect(bound).toBeLessThan(5);
    }
  });
});
