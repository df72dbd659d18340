import type { LedgerEntry, LedgerEvent } from '@parlour/wire';

/** A budget as far as this device has to do with it; amounts in billionths. */
export interface HeldBudget {
  /** What ever came to this device. */
  readonly held: number;
  readonly given: number;
  readonly spent: number;
  /** Sum of the Rényi curves of the reports paid from it, at `ledgerOrders`. */
  readonly curve: readonly number[];
}

/** A device's ledger: its chain, and what follows from it. Never changed in place. */
export interface Ledger {
  readonly device: string;
  readonly entries: readonly LedgerEntry[];
  /** Every budget that the person is known to have opened, here or elsewhere, in the order in which it became known. */
  readonly budgets: ReadonlyMap<string, HeldBudget>;
  /** Ids of reports paid for. */
  readonly reports: ReadonlySet<string>;
  /** How many reports were paid for in answer to each bundle, by its SHA-256 in hex. */
  readonly answered: ReadonlyMap<string, number>;
  /** Ids of the queries answered that are answered only so often (`lifetimes`). */
  readonly limited: ReadonlySet<string>;
  readonly gave: ReadonlyMap<string, LedgerEvent & { kind: 'gave' }>;
  readonly received: ReadonlyMap<string, LedgerEvent & { kind: 'received' }>;
}

/** What is left of a budget on this device. */
export const available = ({ held, given, spent }: HeldBudget): number => held - given - spent;
