import { AllotmentTransfer, type LedgerEvent } from '@parlour/wire';
import * as v from 'valibot';
import { wholeBudget } from './budget.ts';
import { type Appended, appendEvent, type Sha256 } from './chain.ts';
import type { Ledger } from './ledger.ts';
import { ledgerError } from './ledger-error.ts';

/** A part of a budget to be moved to another device of the same person. */
export interface Gift {
  /** Id of the transfer: random, unique. */
  readonly transfer: string;
  readonly budget: string;
  /** Id of the device that gets it. */
  readonly to: string;
  /** Billionths of a budget; whole, at least 1, at most what this device has left. */
  readonly amount: number;
}

/**
 * Gives a part of a budget away, as pairing does: a bounded counter, in which what one has the other has not (Balegas et al.,
 * "Extending Eventually Consistent Cloud Databases for Enforcing Numeric Invariants" (2015), section 3). The entry must be
 * stored before the transfer (`transfersToSend`) is sent; a transfer that never arrives is lost.
 *
 * @throws ParlourError `ledger/bad-allotment`, `ledger/id-taken`
 */
export async function giveAllotment(sha256: Sha256, ledger: Ledger, gift: Gift): Promise<Appended> {
  const { amount } = gift;
  if (!Number.isSafeInteger(amount) || amount < 1 || amount > wholeBudget) throw ledgerError('bad-allotment');
  return appendEvent(sha256, ledger, { kind: 'gave', ...gift });
}

/** Everything that this device ever gave, to be sent as often as it takes: the receiver counts each once. */
export function transfersToSend({ device, entries, budgets }: Ledger): AllotmentTransfer[] {
  return entries.flatMap(({ event, sequence, hash }) =>
    event.kind === 'gave'
      ? [
          {
            transfer: event.transfer,
            budget: event.budget,
            from: device,
            to: event.to,
            amount: event.amount,
            sequence,
            entry: hash,
            budgets: [...budgets.keys()],
          },
        ]
      : [],
  );
}

/**
 * Takes a part of a budget that another device gave. The same transfer arriving again changes nothing: the same ledger is
 * given back, and no entry. Who sent it is for the channel between the devices to establish (issue "sync": encrypted, signed).
 *
 * @throws ParlourError `ledger/not-for-this-device`; `ledger/forked` if the giver's ledger contradicts what was received
 *   from it before; `ledger/bad-allotment` if it is malformed or more than a whole budget.
 */
export async function receiveAllotment(
  sha256: Sha256,
  ledger: Ledger,
  candidate: unknown,
): Promise<Appended | { readonly ledger: Ledger; readonly entry?: undefined }> {
  const parsed = v.safeParse(AllotmentTransfer, candidate);
  if (!parsed.success) throw ledgerError('bad-allotment');
  const { to, ...gift } = parsed.output;
  if (to !== ledger.device) throw ledgerError('not-for-this-device');
  const before = ledger.received.get(gift.transfer);
  if (before) {
    if (!sameGift(before, gift)) throw ledgerError('forked');
    return { ledger };
  }
  return appendEvent(sha256, ledger, { kind: 'received', ...gift });
}

/** The same link of the same giver's chain; the hash covers budget and amount. */
function sameGift(a: LedgerEvent & { kind: 'received' }, b: Omit<AllotmentTransfer, 'to'>): boolean {
  return a.from === b.from && a.entry === b.entry && a.budget === b.budget && a.amount === b.amount;
}
