import { rdpToEpsilon } from '../accountant/rdp-to-epsilon.ts';
import { ledgerOrders, lifetimeBudget, type ReportCost, shareOfBudget, wholeBudget } from './budget.ts';
import { available, type Ledger } from './ledger.ts';
import { type BudgetSum, sumOfBudgets } from './sum-of-budgets.ts';

/** How things stand, for a person to read. */
export interface Standing {
  /** What all budgets of the person allow together, on all devices. */
  readonly sum: BudgetSum;
  /** What this device has spent of them: epsilons of the reports paid from each budget, added, at the sum's delta. */
  readonly spentHere: number;
  /** Parts of a budget, 0 or more; those of different budgets are added. */
  readonly availableHere: number;
  readonly givenAway: number;
  /** Reports paid for on this device. */
  readonly reports: number;
  /** How many more reports of the given cost this device can pay for; none means that it takes part no more. */
  readonly reportsLeft: number;
}

/** @param cost of the reports that are asked for now. */
export function standing(ledger: Ledger, cost: ReportCost): Standing {
  const held = [...ledger.budgets.values()];
  const share = shareOfBudget(cost);
  const sum = (of: (budget: (typeof held)[number]) => number) =>
    held.reduce((total, budget) => total + of(budget), 0);
  const epsilon = (values: readonly number[]) =>
    rdpToEpsilon({ orders: ledgerOrders, values }, lifetimeBudget.delta).epsilon;
  return {
    sum: sumOfBudgets(ledger),
    spentHere: sum(({ spent, curve }) => (spent === 0 ? 0 : epsilon(curve))),
    availableHere: sum(available) / wholeBudget,
    givenAway: sum(({ given }) => given) / wholeBudget,
    reports: ledger.reports.size,
    reportsLeft: sum((budget) => Math.floor(available(budget) / share)),
  };
}
