import { createHash } from 'node:crypto';
import { ledgerOrders, type ReportCost, skellamReportCost } from '../ledger/budget.ts';
import type { Sha256 } from '../ledger/chain.ts';
import type { ReportToPay } from '../ledger/reserve.ts';

/** A report in answer to a bundle of its own, which may be answered once. */
export const named = (report: string): Omit<ReportToPay, 'limited'> => ({
  report,
  bundle: createHash('sha256').update(report).digest('hex'),
  participations: 1,
});

export const sha256: Sha256 = (bytes) => createHash('sha256').update(bytes).digest();

/** A report under the default bundle, or with other noise. */
export const reportCost = (noiseMultiplier = 3.7304): ReportCost =>
  skellamReportCost({ noiseMultiplier, clip: 1, beta: Math.exp(-0.5), dimension: 2 ** 18, scale: 16_384 });

/** A report whose Rényi divergence is `perOrder` times the order. */
export const proportionalCost = (perOrder: number, noiseDistance = 0): ReportCost => ({
  curve: { orders: ledgerOrders, values: ledgerOrders.map((order) => perOrder * order) },
  noiseDistance,
});
