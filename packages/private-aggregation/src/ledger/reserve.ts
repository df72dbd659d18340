import { type ReportCost, samplerDistance, shareOfBudget } from './budget.ts';
import { type Appended, appendEvent, type Sha256 } from './chain.ts';
import { available, type Ledger } from './ledger.ts';
import { ledgerError } from './ledger-error.ts';

/**
 * Pays for a report. The entry must be stored before the report's first byte leaves the device, and nothing is ever given
 * back: not for a round that failed, nor for a report that was not sent after all. A report sent again in the same bytes is
 * not paid for again.
 *
 * @param report id of this report: bundle and round, and another for every report with other bytes.
 * @throws ParlourError `ledger/spent` if no budget on this device has enough left, `ledger/already-reserved`,
 *   `ledger/bad-cost`.
 */
export async function reserveReport(
  sha256: Sha256,
  ledger: Ledger,
  report: string,
  cost: ReportCost,
): Promise<Appended> {
  const amount = shareOfBudget(cost);
  if (ledger.reports.has(report)) throw ledgerError('already-reserved');
  const budget = [...ledger.budgets].find(([, held]) => available(held) >= amount)?.[0];
  if (budget === undefined) throw ledgerError('spent');
  const { curve, noiseDistance = samplerDistance } = cost;
  return appendEvent(sha256, ledger, {
    kind: 'reserved',
    report,
    budget,
    amount,
    curve: [...curve.values],
    noiseDistance,
  });
}
