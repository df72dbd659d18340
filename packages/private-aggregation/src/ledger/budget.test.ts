import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addCurves, type RdpCurve } from '../accountant/rdp-curve.ts';
import { rdpToEpsilon } from '../accountant/rdp-to-epsilon.ts';
import { proportionalCost, reportCost } from '../test-support/ledger.ts';
import {
  budgetOrder,
  ledgerOrders,
  lifetimeBudget,
  samplerDistance,
  shareOfBudget,
  wholeBudget,
} from './budget.ts';

describe('the lifetime budget', () => {
  test('is epsilon 4 at delta 1e-6', () => {
    expect(lifetimeBudget).toEqual({ epsilon: 4, delta: 1e-6 });
  });

  test('pays for eight participations at the default noise, and not for nine', () => {
    const share = shareOfBudget(reportCost());
    expect(8 * share).toBeLessThanOrEqual(wholeBudget);
    expect(9 * share).toBeGreaterThan(wholeBudget);
  });

  test('is kept at the order that is best for noise like ours', () => {
    expect(budgetOrder).toBe(7);
    const epsilonOfEight = (order: number) => {
      const { values } = reportCost().curve;
      const value = 8 * (values[ledgerOrders.indexOf(order)] as number);
      return rdpToEpsilon({ orders: [order], values: [value] }, lifetimeBudget.delta).epsilon;
    };
    for (const order of ledgerOrders)
      expect(epsilonOfEight(order)).toBeGreaterThanOrEqual(epsilonOfEight(7) - 0.05);
    expect(epsilonOfEight(7)).toBeLessThan(4);
  });

  test('holds for any mixture of reports whose shares are together at most a whole', () => {
    const reports = fc.array(
      fc.record({
        base: fc.double({ min: 1e-4, max: 0.2, noNaN: true }),
        bend: fc.double({ min: 0, max: 0.05, noNaN: true }),
      }),
      { minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(reports, (wanted) => {
        let [left, sum]: [number, RdpCurve] = [
          wholeBudget,
          { orders: ledgerOrders, values: ledgerOrders.map(() => 0) },
        ];
        let distance = 0;
        for (const { base, bend } of wanted) {
          const values = ledgerOrders.map((order) => base * order + bend * order * order);
          const share = shareOfBudget({ curve: { orders: ledgerOrders, values } });
          if (share > left) continue;
          left -= share;
          distance += samplerDistance;
          sum = addCurves(sum, { orders: ledgerOrders, values });
        }
        // Noise at a distance d costs (1 + e^epsilon) d of delta.
        const delta = lifetimeBudget.delta - (1 + Math.exp(lifetimeBudget.epsilon)) * distance;
        expect(rdpToEpsilon(sum, delta).epsilon).toBeLessThanOrEqual(lifetimeBudget.epsilon + 1e-9);
      }),
    );
  });

  test('counts noise that is not quite the one it should be', () => {
    expect(shareOfBudget(proportionalCost(0.036, 0))).toBe(shareOfBudget(proportionalCost(0.036)));
    expect(shareOfBudget(proportionalCost(0.036, 1e-11))).toBeGreaterThan(wholeBudget / 2);
    const farOff = shareOfBudget(proportionalCost(0.036, 1));
    expect(farOff).toBeGreaterThan(wholeBudget);
  });

  test('never charges nothing', () => {
    expect(shareOfBudget(proportionalCost(0, 0))).toBe(1);
  });

  test('more noise never costs more', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 50, noNaN: true }), (z) => {
        expect(shareOfBudget(reportCost(z * 1.01))).toBeLessThanOrEqual(shareOfBudget(reportCost(z)));
      }),
    );
  });

  const { values } = reportCost().curve;
  test.each([
    ['orders of its own', { orders: [2, 3], values: [1, 1] }],
    ['values that are missing', { orders: ledgerOrders, values: values.slice(1) }],
    ['a value that is no number', { orders: ledgerOrders, values: values.with(3, Number.NaN) }],
    ['an infinite value', { orders: ledgerOrders, values: values.with(3, Number.POSITIVE_INFINITY) }],
    ['a negative value', { orders: ledgerOrders, values: values.with(3, -1) }],
  ])('refuses a curve with %s', (_, curve) => {
    expect(() => shareOfBudget({ curve })).toThrow(expect.objectContaining({ code: 'ledger/bad-cost' }));
  });
});
