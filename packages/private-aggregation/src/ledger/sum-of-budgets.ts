import { lifetimeBudget } from './budget.ts';
import type { Ledger } from './ledger.ts';

/** What all budgets of the person allow together. */
export interface BudgetSum {
  readonly budgets: number;
  readonly epsilon: number;
  readonly delta: number;
}

/**
 * The sum of all budgets that the person is known to have opened: epsilons and deltas both added (basic composition: Dwork &
 * Roth 2014, theorem 3.16). That is what a person is shown and confirms before another is opened.
 */
export function sumOfBudgets({ budgets }: Pick<Ledger, 'budgets'>): BudgetSum {
  return timesBudget(budgets.size);
}

/** The sum as it will be once one more is opened: what has to be shown to the person who opens it. */
export function sumAfterOpening({ budgets }: Pick<Ledger, 'budgets'>): BudgetSum {
  return timesBudget(budgets.size + 1);
}

const timesBudget = (budgets: number): BudgetSum => ({
  budgets,
  epsilon: budgets * lifetimeBudget.epsilon,
  delta: budgets * lifetimeBudget.delta,
});
