import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gaussianRdp } from './gaussian-rdp.ts';
import { sampledRdp } from './sampled-rdp.ts';

const gaussian = (sigma: number) => (order: number) => order / (2 * sigma * sigma);
const one = (sigma: number, q: number, order: number) =>
  sampledRdp(gaussian(sigma), q, [order]).values[0] as number;

const sigmas = fc.double({ min: 0.5, max: 20, noNaN: true });
const rates = fc.double({ min: 1e-4, max: 0.999, noNaN: true });
const orders = fc.integer({ min: 2, max: 128 });

describe('Rényi bounds under Poisson sampling', () => {
  test('hold for the Gaussian mechanism, whose truth is known', () => {
    fc.assert(
      fc.property(sigmas, rates, orders, (sigma, q, order) => {
        const truth = gaussianRdp(sigma, q, [order]).values[0] as number;
        expect(one(sigma, q, order)).toBeGreaterThanOrEqual(truth * (1 - 1e-9) - 1e-14);
      }),
    );
  });

  test('are exact at order 2, and at most ln 3/(order - 1) above the truth', () => {
    fc.assert(
      fc.property(sigmas, rates, orders, (sigma, q, order) => {
        const truth = gaussianRdp(sigma, q, [order]).values[0] as number;
        expect(one(sigma, q, order)).toBeLessThanOrEqual(truth + Math.log(3) / (order - 1) + 1e-12);
        expect(one(sigma, q, 2)).toBeCloseTo(gaussianRdp(sigma, q, [2]).values[0] as number, 10);
      }),
    );
  });

  test('sampling never costs, and admitting everybody changes nothing', () => {
    fc.assert(
      fc.property(sigmas, rates, orders, (sigma, q, order) => {
        expect(one(sigma, q, order)).toBeLessThanOrEqual(gaussian(sigma)(order));
        expect(one(sigma, 1, order)).toBe(gaussian(sigma)(order));
      }),
    );
  });

  test('orders between whole ones have the bound of the next', () => {
    const { orders: given, values } = sampledRdp(gaussian(2), 0.1, [2.3, 3]);
    expect(given).toEqual([2.3, 3]);
    expect(values[0]).toBe(values[1]);
  });
});
