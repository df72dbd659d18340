import { type Appended, appendEvent, type Sha256 } from './chain.ts';

/**
 * The ledger of a person's first device, which holds all of the first budget. Only for a person who has no other device and
 * no words to recover: whoever founds twice has two budgets.
 *
 * @param device id of the device; a device set up again has a new one.
 * @param budget id of the budget: random, unique.
 */
export function foundLedger(sha256: Sha256, device: string, budget: string): Promise<Appended> {
  return appendEvent(sha256, undefined, { kind: 'founded', device, budget });
}

/**
 * The ledger of a further device: holding nothing until another gives it a part (`pairing`), or nothing for good, unless the
 * person opens another budget, as what was on lost devices is lost (`recovery`).
 *
 * @param budgets ids of all budgets that the person is known to have opened.
 */
export function joinLedger(
  sha256: Sha256,
  device: string,
  by: 'pairing' | 'recovery',
  budgets: readonly string[],
): Promise<Appended> {
  return appendEvent(sha256, undefined, { kind: 'joined', device, by, budgets: [...budgets] });
}
