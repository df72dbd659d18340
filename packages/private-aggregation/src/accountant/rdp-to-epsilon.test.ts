import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gaussianEpsilon } from './gaussian-exact.ts';
import { gaussianOrders } from './orders.ts';
import { epsilonOverRdp, rdpToEpsilon } from './rdp-to-epsilon.ts';

const gaussianCurve = (sigma: number, orders: readonly number[]) => ({
  orders,
  values: orders.map((order) => order / (2 * sigma * sigma)),
});

describe('from a Rényi curve to epsilon', () => {
  test('is the formula of Canonne, Kamath and Steinke at one order', () => {
    const { epsilon } = rdpToEpsilon({ orders: [7], values: [2] }, 1e-6);
    expect(epsilon).toBeCloseTo(2 + Math.log(6 / 7) - (Math.log(7) + Math.log(1e-6)) / 6, 12);
    expect(epsilon).toBeCloseTo(2 + epsilonOverRdp(7, 1e-6), 12);
  });

  test('takes the best order and names it', () => {
    const orders = [2, 5, 20];
    const best = rdpToEpsilon(gaussianCurve(2, orders), 1e-5);
    expect(orders.map((order) => rdpToEpsilon(gaussianCurve(2, [order]), 1e-5).epsilon)).toContain(
      best.epsilon,
    );
    expect(best.order).toBe(5);
  });

  test('never promises more than the exact accountant does for the Gaussian mechanism', () => {
    const delta = fc.integer({ min: 2, max: 12 }).map((power) => 10 ** -power);
    fc.assert(
      fc.property(fc.double({ min: 0.3, max: 200, noNaN: true }), delta, (sigma, d) => {
        const { epsilon } = rdpToEpsilon(gaussianCurve(sigma, gaussianOrders), d);
        expect(epsilon).toBeGreaterThanOrEqual(gaussianEpsilon(sigma, 1, d) * (1 - 1e-9));
      }),
    );
  });

  test('is the tightest of the customary conversions', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1.1, max: 300, noNaN: true }),
        fc.double({ min: 0.01, max: 9, noNaN: true }),
        (order, rdp) => {
          const mironov = rdp + Math.log(1e6) / (order - 1);
          expect(rdpToEpsilon({ orders: [order], values: [rdp] }, 1e-6).epsilon).toBeLessThanOrEqual(mironov);
        },
      ),
    );
  });

  test('knows when there is nothing to tell apart', () => {
    // KL <= 1e-9 makes a total variation distance below sqrt(1e-9) < 1e-4.
    expect(rdpToEpsilon({ orders: [2], values: [1e-9] }, 1e-4)).toEqual({ epsilon: 0, order: 2 });
    expect(rdpToEpsilon({ orders: [2], values: [1e-7] }, 1e-4).epsilon).toBeGreaterThan(0);
  });

  test('is never negative', () => {
    expect(rdpToEpsilon({ orders: [2], values: [0.6] }, 0.9).epsilon).toBe(0);
  });
});
