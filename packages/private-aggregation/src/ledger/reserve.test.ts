import { describe, expect, test } from 'vitest';
import { named, proportionalCost, reportCost, sha256 } from '../test-support/ledger.ts';
import { foundLedger } from './begin-ledger.ts';
import { shareOfBudget, wholeBudget } from './budget.ts';
import { appendEvent, openLedger } from './chain.ts';
import { available } from './ledger.ts';
import { reserveReport } from './reserve.ts';

const code = (problem: string) => expect.objectContaining({ code: `ledger/${problem}` });
const found = async () => (await foundLedger(sha256, 'phone', 'budget-1')).ledger;

describe('paying for a report', () => {
  test('eight at the default noise, and then the budget is spent', async () => {
    let ledger = await found();
    for (let i = 0; i < 8; i++)
      ({ ledger } = await reserveReport(sha256, ledger, named(`report-${i}`), reportCost()));
    await expect(reserveReport(sha256, ledger, named('ninth'), reportCost())).rejects.toThrow(code('spent'));
    expect(ledger.reports.size).toBe(8);
    // Nor by an entry that is made without looking for a budget that has room.
    const { event } = (await reserveReport(sha256, await found(), named('forged'), reportCost())).entry;
    await expect(appendEvent(sha256, ledger, event)).rejects.toThrow(code('spent'));
  });

  test('takes its share, adds its curve, and leaves the old ledger as it was', async () => {
    const before = await found();
    const cost = reportCost();
    const { ledger, entry } = await reserveReport(sha256, before, named('one'), cost);
    const budget = ledger.budgets.get('budget-1');
    expect(budget && available(budget)).toBe(wholeBudget - shareOfBudget(cost));
    expect(budget?.curve).toEqual(cost.curve.values);
    expect(entry.event).toMatchObject({ kind: 'reserved', report: 'one', amount: shareOfBudget(cost) });
    expect(before.reports.size).toBe(0);
    expect(before.budgets.get('budget-1')?.spent).toBe(0);
  });

  test('a smaller rest still pays for a cheaper report', async () => {
    let ledger = await found();
    for (let i = 0; i < 8; i++)
      ({ ledger } = await reserveReport(sha256, ledger, named(`report-${i}`), reportCost()));
    ({ ledger } = await reserveReport(sha256, ledger, named('noisier'), reportCost(12)));
    expect(ledger.reports.has('noisier')).toBe(true);
  });

  test('the same report is not paid for twice', async () => {
    const { ledger } = await reserveReport(sha256, await found(), named('one'), reportCost());
    await expect(reserveReport(sha256, ledger, named('one'), reportCost())).rejects.toThrow(
      code('already-reserved'),
    );
    await expect(reserveReport(sha256, ledger, named('one'), reportCost(20))).rejects.toThrow(
      code('already-reserved'),
    );
  });

  test('one bundle is answered as often as it allows, whatever the budget still holds', async () => {
    const answer = (report: string, participations = 2) => ({ ...named('weekly'), report, participations });
    let ledger = await found();
    for (const round of ['first', 'second'])
      ({ ledger } = await reserveReport(sha256, ledger, answer(round), reportCost(12)));
    await expect(reserveReport(sha256, ledger, answer('third'), reportCost(12))).rejects.toThrow(
      code('answered'),
    );
    expect(ledger.answered.get(answer('third').bundle)).toBe(2);
    const read = await openLedger(sha256, JSON.parse(JSON.stringify(ledger.entries)) as unknown[]);
    await expect(reserveReport(sha256, read, answer('third'), reportCost(12))).rejects.toThrow(
      code('answered'),
    );
    ({ ledger } = await reserveReport(sha256, read, named('another'), reportCost(12)));
    expect(ledger.reports.size).toBe(3);
  });

  test('what may not be written cannot be paid', async () => {
    const ledger = await found();
    for (const wrong of [{ bundle: 'short' }, { participations: 0 }, { participations: 1.5 }]) {
      const report = { ...named('one'), ...wrong };
      await expect(reserveReport(sha256, ledger, report, reportCost())).rejects.toThrow(code('malformed'));
    }
  });

  test('a report dearer than a budget is never sent, nor is one without noise', async () => {
    const ledger = await found();
    await expect(reserveReport(sha256, ledger, named('one'), reportCost(0.5))).rejects.toThrow(code('spent'));
    await expect(reserveReport(sha256, ledger, named('two'), proportionalCost(1e300))).rejects.toThrow(
      code('spent'),
    );
    await expect(reserveReport(sha256, ledger, named('three'), proportionalCost(Number.NaN))).rejects.toThrow(
      code('bad-cost'),
    );
  });
});
