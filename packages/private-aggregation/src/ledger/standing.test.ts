import { describe, expect, test } from 'vitest';
import { gaussianEpsilon } from '../accountant/gaussian-exact.ts';
import { named, reportCost, sha256 } from '../test-support/ledger.ts';
import { giveAllotment } from './allotment.ts';
import { foundLedger } from './begin-ledger.ts';
import { openBudget } from './open-budget.ts';
import { reserveReport } from './reserve.ts';
import { standing } from './standing.ts';
import { sumAfterOpening } from './sum-of-budgets.ts';

describe('how things stand', () => {
  test('at first: everything left, nothing spent', async () => {
    const { ledger } = await foundLedger(sha256, 'phone', 'budget-1');
    expect(standing(ledger, reportCost())).toEqual({
      sum: { budgets: 1, epsilon: 4, delta: 1e-6 },
      spentHere: 0,
      availableHere: 1,
      givenAway: 0,
      reports: 0,
      reportsLeft: 8,
    });
  });

  test('after reports and gifts', async () => {
    let { ledger } = await foundLedger(sha256, 'phone', 'budget-1');
    ({ ledger } = await giveAllotment(sha256, ledger, {
      transfer: 't',
      budget: 'budget-1',
      to: 'laptop',
      amount: 500_000_000,
    }));
    for (let i = 0; i < 3; i++)
      ({ ledger } = await reserveReport(sha256, ledger, named(`r${i}`), reportCost()));
    const now = standing(ledger, reportCost());
    expect(now).toMatchObject({ givenAway: 0.5, reports: 3, reportsLeft: 1 });
    expect(now.availableHere).toBeCloseTo(0.5 - 3 * 0.1156, 2);
    // Between the exact cost of three rounds of Gaussian noise and a tenth more.
    const exact = gaussianEpsilon(3.7304, 3, 1e-6);
    expect(now.spentHere).toBeGreaterThan(exact);
    expect(now.spentHere).toBeLessThan(exact * 1.1);
  });

  test('two budgets are shown as their sum, and what was spent of both is added', async () => {
    let { ledger } = await foundLedger(sha256, 'phone', 'budget-1');
    for (let i = 0; i < 8; i++)
      ({ ledger } = await reserveReport(sha256, ledger, named(`a${i}`), reportCost()));
    const first = standing(ledger, reportCost()).spentHere;
    ({ ledger } = await openBudget(sha256, ledger, 'budget-2', sumAfterOpening(ledger)));
    for (let i = 0; i < 8; i++)
      ({ ledger } = await reserveReport(sha256, ledger, named(`b${i}`), reportCost()));
    const both = standing(ledger, reportCost());
    expect(both.sum.epsilon).toBe(8);
    expect(both.spentHere).toBeCloseTo(2 * first, 12);
    expect(both).toMatchObject({ reports: 16, reportsLeft: 0 });
    expect(first).toBeLessThan(4);
  });
});
