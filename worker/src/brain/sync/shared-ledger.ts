import { available, openLedger, type Sha256, transfersToSend } from '@parlour/private-aggregation/ledger';
import type { SharedRecord } from '@parlour/sync';
import { ParlourError } from '@parlour/wire';
import type { Book } from '../together/book.ts';

const sha256: Sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

/** The privacy ledgers of a person's devices: each publishes its own, and gives devices that it has added half of what it has left. */
export interface SharedLedger {
  /**
   * @param added devices that this one has added by pairing.
   * @throws ParlourError of this device's book; or, after all else was done, `ledger/...` of another's that does not add up.
   */
  reconcile(book: Book, added: readonly string[]): Promise<void>;
}

export function sharedLedger(record: SharedRecord): SharedLedger {
  /** By device, how many entries of its ledger were looked at. */
  const seen = new Map<string, number>();
  /** By device, what is wrong with its ledger. */
  const unsound = new Map<string, ParlourError>();
  return {
    async reconcile(book, added) {
      if (book.problem !== undefined) throw book.problem;
      if (book.ledger === undefined) return;
      await give(book, record, added);
      await take(book, record, seen, unsound);
      record.publishLedger(book.ledger.device, book.ledger.entries);
      for (const error of unsound.values()) throw error;
    },
  };
}

/** Half of what is left, once, to each device that holds nothing yet. Rounded down, so that nothing is made. */
async function give(book: Book, record: SharedRecord, added: readonly string[]): Promise<void> {
  for (const to of added) {
    const [first] = record.ledger(to);
    const isNew = first?.event.kind === 'joined' && first.event.by === 'pairing';
    const { ledger } = book;
    if (!isNew || ledger === undefined || [...ledger.gave.values()].some((gift) => gift.to === to)) continue;
    for (const [budget, held] of ledger.budgets) {
      const amount = Math.floor(available(held) / 2);
      if (amount >= 1) await book.give({ transfer: crypto.randomUUID(), budget, to, amount });
    }
  }
}

async function take(
  book: Book,
  record: SharedRecord,
  seen: Map<string, number>,
  unsound: Map<string, ParlourError>,
): Promise<void> {
  for (const giver of record.ledgers()) {
    const entries = record.ledger(giver);
    if (giver === book.ledger?.device || seen.get(giver) === entries.length) continue;
    seen.set(giver, entries.length);
    unsound.delete(giver);
    try {
      const ledger = await openLedger(sha256, entries);
      const gifts = transfersToSend(ledger).filter(({ to }) => to === book.ledger?.device);
      for (const gift of gifts) if (book.ledger?.received.has(gift.transfer) !== true) await book.take(gift);
    } catch (error) {
      // It gives nothing, and keeps no other from giving.
      if (!(error instanceof ParlourError) || !error.code.startsWith('ledger/')) throw error;
      unsound.set(giver, error);
    }
  }
}
