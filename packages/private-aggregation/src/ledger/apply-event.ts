import type { LedgerEvent } from '@parlour/wire';
import { ledgerOrders, shareOfBudget, wholeBudget } from './budget.ts';
import { available, type HeldBudget, type Ledger } from './ledger.ts';
import { ledgerError } from './ledger-error.ts';
import { isLimited, isUsedUp } from './lifetimes.ts';
import { sumOfBudgets } from './sum-of-budgets.ts';

const nothing: HeldBudget = { held: 0, given: 0, spent: 0, curve: ledgerOrders.map(() => 0) };

const empty = (device: string): Ledger => ({
  device,
  entries: [],
  budgets: new Map(),
  reports: new Set(),
  answered: new Map(),
  limited: new Set(),
  gave: new Map(),
  received: new Map(),
});

/**
 * The ledger after an event, its chain not yet extended; the rules of the budget are here and nowhere else, for new events
 * and for those read back alike. `ledger` is undefined before the first event.
 *
 * @throws ParlourError `ledger/...` if a rule forbids it.
 */
export function applyEvent(ledger: Ledger | undefined, event: LedgerEvent): Ledger {
  if (event.kind === 'founded')
    return withBudget(begin(ledger, event.device), event.budget, { held: wholeBudget });
  if (event.kind === 'joined') return knowing(begin(ledger, event.device), event.budgets);
  if (!ledger) throw ledgerError('corrupt');
  switch (event.kind) {
    case 'opened':
      return opened(ledger, event);
    case 'reserved':
      return reserved(ledger, event);
    case 'gave':
      return gave(ledger, event);
    case 'received':
      return received(ledger, event);
  }
}

function begin(ledger: Ledger | undefined, device: string): Ledger {
  if (ledger) throw ledgerError('corrupt');
  return empty(device);
}

function opened(ledger: Ledger, event: LedgerEvent & { kind: 'opened' }): Ledger {
  if (ledger.budgets.has(event.budget)) throw ledgerError('id-taken');
  const next = withBudget(ledger, event.budget, { held: wholeBudget });
  const sum = sumOfBudgets(next);
  if (event.acknowledged.epsilon !== sum.epsilon || event.acknowledged.delta !== sum.delta) {
    throw ledgerError('sum-not-shown');
  }
  return next;
}

function reserved(ledger: Ledger, event: LedgerEvent & { kind: 'reserved' }): Ledger {
  if (ledger.reports.has(event.report)) throw ledgerError('already-reserved');
  const times = ledger.answered.get(event.bundle) ?? 0;
  if (times >= event.participations) throw ledgerError('answered');
  const { curve: values, noiseDistance, limited: asked = [] } = event;
  let { limited } = ledger;
  for (const query of asked) {
    if (!isLimited(query)) throw ledgerError('malformed');
    if (isUsedUp({ limited }, query)) throw ledgerError('answered');
    limited = new Set(limited).add(query);
  }
  if (event.amount !== shareOfBudget({ curve: { orders: ledgerOrders, values }, noiseDistance }))
    throw ledgerError('bad-cost');
  const budget = ledger.budgets.get(event.budget) ?? nothing;
  if (event.amount > available(budget)) throw ledgerError('spent');
  const curve = budget.curve.map((value, i) => value + (values[i] as number));
  const next = withBudget(ledger, event.budget, { spent: budget.spent + event.amount, curve });
  return {
    ...next,
    reports: new Set(next.reports).add(event.report),
    answered: new Map(next.answered).set(event.bundle, times + 1),
    limited,
  };
}

function gave(ledger: Ledger, event: LedgerEvent & { kind: 'gave' }): Ledger {
  if (ledger.gave.has(event.transfer)) throw ledgerError('id-taken');
  const budget = ledger.budgets.get(event.budget) ?? nothing;
  if (event.to === ledger.device || event.amount > available(budget)) throw ledgerError('bad-allotment');
  const next = withBudget(ledger, event.budget, { given: budget.given + event.amount });
  return { ...next, gave: new Map(next.gave).set(event.transfer, event) };
}

function received(ledger: Ledger, event: LedgerEvent & { kind: 'received' }): Ledger {
  if (event.from === ledger.device) throw ledgerError('bad-allotment');
  if (ledger.received.has(event.transfer)) throw ledgerError('id-taken');
  for (const other of ledger.received.values()) {
    if (other.from === event.from && other.sequence === event.sequence) throw ledgerError('forked');
  }
  const known = knowing(ledger, [event.budget, ...event.budgets]);
  const { held: before, given } = known.budgets.get(event.budget) ?? nothing;
  const held = before + event.amount;
  if (held - given > wholeBudget) throw ledgerError('bad-allotment');
  const next = withBudget(known, event.budget, { held });
  return { ...next, received: new Map(next.received).set(event.transfer, event) };
}

function withBudget(ledger: Ledger, id: string, change: Partial<HeldBudget>): Ledger {
  const budgets = new Map(ledger.budgets);
  return { ...ledger, budgets: budgets.set(id, { ...(budgets.get(id) ?? nothing), ...change }) };
}

const knowing = (ledger: Ledger, budgets: readonly string[]) =>
  budgets.reduce((known, id) => withBudget(known, id, {}), ledger);
