import { type ReportCost, samplerDistance, shareOfBudget } from './budget.ts';
import { type Appended, appendEvent, type Sha256 } from './chain.ts';
import { available, type Ledger } from './ledger.ts';
import { ledgerError } from './ledger-error.ts';

/** A report that is about to leave. */
export interface ReportToPay {
  /** Bundle and round, and another for every report with other bytes. */
  readonly report: string;
  /** SHA-256 (hex) of the bundle that it answers. */
  readonly bundle: string;
  /** Rounds of the bundle that one device may answer: the bundle's `participations`. */
  readonly participations: number;
  /** Ids of the queries that it answers with more than zeros, of those that are answered only so often (`isLimited`). */
  readonly limited?: readonly string[];
}

/**
 * Pays for a report. The entry must be stored before the report's first byte leaves the device, and nothing is ever given
 * back: not for a round that failed, nor for a report that was not sent after all. A report sent again in the same bytes is
 * not paid for again.
 *
 * Three caps, and no amplification by sampling is claimed from any: the budget, the bundle's participations, and for some queries how often a
 * device answers them in its life (`lifetimes`).
 *
 * @throws ParlourError `ledger/spent` if no budget on this device has enough left, `ledger/answered` if the bundle, or a
 *   query of `limited`, was answered as often as it is ever, `ledger/already-reserved`, `ledger/bad-cost`.
 */
export async function reserveReport(
  sha256: Sha256,
  ledger: Ledger,
  { report, bundle, participations, limited = [] }: ReportToPay,
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
    bundle,
    participations,
    budget,
    amount,
    curve: [...curve.values],
    noiseDistance,
    ...(limited.length > 0 && { limited: [...limited] }),
  });
}
