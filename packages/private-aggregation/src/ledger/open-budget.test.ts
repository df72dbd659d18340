import { describe, expect, test } from 'vitest';
import { named, reportCost, sha256 } from '../test-support/ledger.ts';
import { foundLedger, joinLedger } from './begin-ledger.ts';
import { openLedger } from './chain.ts';
import { openBudget } from './open-budget.ts';
import { reserveReport } from './reserve.ts';
import { standing } from './standing.ts';
import { sumAfterOpening, sumOfBudgets } from './sum-of-budgets.ts';

const code = (problem: string) => expect.objectContaining({ code: `ledger/${problem}` });

async function spent() {
  let { ledger } = await foundLedger(sha256, 'phone', 'budget-1');
  for (let i = 0; i < 8; i++)
    ({ ledger } = await reserveReport(sha256, ledger, named(`report-${i}`), reportCost()));
  return ledger;
}

describe('another budget', () => {
  test('is opened by a person who was shown the sum, and pays again', async () => {
    const before = await spent();
    expect(sumAfterOpening(before)).toEqual({ budgets: 2, epsilon: 8, delta: 2e-6 });
    const { ledger } = await openBudget(sha256, before, 'budget-2', sumAfterOpening(before));
    expect(sumOfBudgets(ledger)).toEqual({ budgets: 2, epsilon: 8, delta: 2e-6 });
    const { ledger: after } = await reserveReport(sha256, ledger, named('ninth'), reportCost());
    expect(after.budgets.get('budget-2')?.spent).toBeGreaterThan(0);
    expect(await openLedger(sha256, after.entries)).toEqual(after);
  });

  test.each([
    ['only the new one', { epsilon: 4, delta: 1e-6 }],
    ['less', { epsilon: 8, delta: 1e-6 }],
    ['nothing', { epsilon: 0, delta: 0 }],
    ['more', { epsilon: 12, delta: 3e-6 }],
  ])('is not opened by somebody who was shown %s', async (_, acknowledged) => {
    await expect(openBudget(sha256, await spent(), 'budget-2', acknowledged)).rejects.toThrow(
      code('sum-not-shown'),
    );
  });

  test('is not an old one again', async () => {
    const ledger = await spent();
    await expect(openBudget(sha256, ledger, 'budget-1', sumAfterOpening(ledger))).rejects.toThrow(
      code('id-taken'),
    );
  });

  test('on a recovered device adds to those that are lost', async () => {
    const { ledger } = await joinLedger(sha256, 'phone-2', 'recovery', ['budget-1', 'budget-2']);
    expect(sumAfterOpening(ledger)).toEqual({ budgets: 3, epsilon: 12, delta: 3 * 1e-6 });
    const opened = await openBudget(sha256, ledger, 'budget-3', sumAfterOpening(ledger));
    expect(standing(opened.ledger, reportCost()).reportsLeft).toBe(8);
  });
});
