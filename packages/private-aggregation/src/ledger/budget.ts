import type { RdpCurve } from '../accountant/rdp-curve.ts';
import { epsilonOverRdp } from '../accountant/rdp-to-epsilon.ts';
import { type SkellamRound, skellamRdp } from '../accountant/skellam-rdp.ts';
import { ledgerError } from './ledger-error.ts';

/** A lifetime's budget, compiled in: person-level, add or remove. */
export const lifetimeBudget = Object.freeze({ epsilon: 4, delta: 1e-6 } as const);

/** A budget in the units of allotments: billionths, whole numbers, so that no addition loses or makes any. */
export const wholeBudget = 1_000_000_000;

/** Part of delta kept for what inexact noise may add. */
const deltaForSampling = 1e-9;

/**
 * What the statistical distances of all reports' noise from the noise that was accounted for may add up to: a distance of d
 * makes (epsilon, delta) into (epsilon, delta + (1 + e^epsilon) d).
 */
const distanceForSampling = deltaForSampling / (1 + Math.exp(lifetimeBudget.epsilon));

/** Statistical distance of a report's noise from the Skellam distribution, at most. */
export const samplerDistance = 2 ** -40;

/** Orders at which reports are recorded: whole, where the Skellam mechanism's bounds are proved. */
export const ledgerOrders: readonly number[] = Array.from({ length: 63 }, (_, i) => 2 + i);

/** Rényi divergence of `order` that a whole budget pays for. */
const affordable = (order: number) =>
  lifetimeBudget.epsilon - epsilonOverRdp(order, lifetimeBudget.delta - deltaForSampling);

/**
 * The one order at which budgets are kept: where a budget pays for most of a cost that is proportional to the order, as that
 * of Gaussian-like noise is. It is 7.
 *
 * It must be one, fixed beforehand: epsilon is a minimum over orders, and minima do not add up. Devices that spend apart may
 * each stay within its part at an order of its own, and yet be over together.
 */
export const budgetOrder = ledgerOrders.reduce((best, order) =>
  affordable(order) / order > affordable(best) / best ? order : best,
);

/** What one report costs. */
export interface ReportCost {
  /** Its Rényi curve, at `ledgerOrders`. */
  readonly curve: RdpCurve;
  /** Statistical distance of its noise from the one that the curve is of; default `samplerDistance`. */
  readonly noiseDistance?: number;
}

/** The cost of a report under a bundle: one round of the Skellam mechanism, nobody sampled. */
export function skellamReportCost(round: SkellamRound): ReportCost {
  return { curve: { orders: ledgerOrders, values: ledgerOrders.map((order) => skellamRdp(round, order)) } };
}

/**
 * Billionths of a budget that a report costs, rounded up: its share of what a budget pays for at `budgetOrder`, or of the
 * distance allowed to noise, whichever is more. Reports whose shares are together at most a whole are (4, 1e-6)-DP.
 *
 * @throws ParlourError `ledger/bad-cost` for a curve that is not at `ledgerOrders`, or values that are not finite and >= 0.
 */
export function shareOfBudget({ curve, noiseDistance = samplerDistance }: ReportCost): number {
  const atOrders =
    curve.orders.length === ledgerOrders.length && curve.orders.every((a, i) => a === ledgerOrders[i]);
  const sound = [...curve.values, noiseDistance].every(
    (value) => value >= 0 && value < Number.POSITIVE_INFINITY,
  );
  if (!atOrders || curve.values.length !== ledgerOrders.length || !sound) throw ledgerError('bad-cost');
  const value = curve.values[ledgerOrders.indexOf(budgetOrder)] as number;
  const share = Math.max(value / affordable(budgetOrder), noiseDistance / distanceForSampling);
  return Math.max(1, Math.ceil(share * wholeBudget));
}
