import { type Appended, appendEvent, type Sha256 } from './chain.ts';
import type { Ledger } from './ledger.ts';
import type { BudgetSum } from './sum-of-budgets.ts';

/**
 * Opens another lifetime budget on this device: only ever by the person's own hand, never by a program, a bundle or an
 * aggregator. What is opened adds to what was.
 *
 * @param acknowledged the sum of all budgets, this one included, as the person was shown it (`sumAfterOpening`).
 * @param budget id of the new budget: random, unique.
 * @throws ParlourError `ledger/sum-not-shown`, `ledger/id-taken`
 */
export function openBudget(
  sha256: Sha256,
  ledger: Ledger,
  budget: string,
  acknowledged: Pick<BudgetSum, 'epsilon' | 'delta'>,
): Promise<Appended> {
  const { epsilon, delta } = acknowledged;
  return appendEvent(sha256, ledger, { kind: 'opened', budget, acknowledged: { epsilon, delta } });
}
