import { LedgerEntry, LedgerEvent, ParlourError } from '@parlour/wire';
import * as v from 'valibot';
import { canonicalBytes } from '../bundle/canonical-json.ts';
import { applyEvent } from './apply-event.ts';
import type { Ledger } from './ledger.ts';
import { ledgerError } from './ledger-error.ts';

/** SHA-256, handed in: WebCrypto's, or Node's. */
export type Sha256 = (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array> | Uint8Array;

/** A ledger after a change, and the entry that must be stored before anything that the change allows is done. */
export interface Appended {
  readonly ledger: Ledger;
  readonly entry: LedgerEntry;
}

/**
 * The end of a chain: what a store keeps apart from it, to notice that entries are missing. Kept after the entry is stored and
 * before anything that the entry allows is done.
 */
export interface ChainHead {
  readonly length: number;
  readonly hash: string;
}

const beginning = '0'.repeat(64);

export const chainHead = ({ entries }: Pick<Ledger, 'entries'>): ChainHead => ({
  length: entries.length,
  hash: entries.at(-1)?.hash ?? beginning,
});

async function link(
  sha256: Sha256,
  sequence: number,
  previous: string,
  event: LedgerEvent,
): Promise<LedgerEntry> {
  const hash = await sha256(canonicalBytes({ sequence, previous, event }));
  return {
    sequence,
    previous,
    event,
    hash: [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
  };
}

/**
 * A ledger with one more event. The store must take `entry` only onto the very head that it was made for (compare and set in
 * one transaction), so that two windows of one device cannot both spend the same rest.
 *
 * @throws ParlourError as `applyEvent`, `ledger/malformed`; the ledger is as before.
 */
export async function appendEvent(
  sha256: Sha256,
  ledger: Ledger | undefined,
  event: LedgerEvent,
): Promise<Appended> {
  if (!v.is(LedgerEvent, event)) throw ledgerError('malformed');
  const next = applyEvent(ledger, event);
  const { length, hash } = chainHead(ledger ?? { entries: [] });
  const entry = await link(sha256, length, hash, event);
  return { ledger: { ...next, entries: [...(ledger?.entries ?? []), entry] }, entry };
}

/**
 * Reads a stored ledger: every hash, every link and every rule checked again from the first entry on.
 *
 * @param kept the head that was kept apart, if there is one; a chain may go on past it (a crash between two writes).
 * @throws ParlourError `ledger/corrupt`; `ledger/rolled-back` for a chain shorter than `kept`; `ledger/forked` for one that
 *   has another entry in its place.
 */
export async function openLedger(
  sha256: Sha256,
  entries: readonly unknown[],
  kept?: ChainHead,
): Promise<Ledger> {
  let ledger: Ledger | undefined;
  for (const candidate of entries) ledger = await follow(sha256, ledger, candidate);
  if (kept && kept.length > entries.length) throw ledgerError('rolled-back');
  if (kept && kept.length > 0 && ledger?.entries[kept.length - 1]?.hash !== kept.hash)
    throw ledgerError('forked');
  if (!ledger) throw ledgerError('corrupt');
  return ledger;
}

async function follow(sha256: Sha256, ledger: Ledger | undefined, candidate: unknown): Promise<Ledger> {
  const parsed = v.safeParse(LedgerEntry, candidate);
  if (!parsed.success) throw ledgerError('corrupt');
  const { sequence, previous, event, hash } = parsed.output;
  try {
    const next = await appendEvent(sha256, ledger, event);
    if (next.entry.sequence !== sequence || next.entry.previous !== previous || next.entry.hash !== hash) {
      throw ledgerError('corrupt');
    }
    return next.ledger;
  } catch (cause) {
    if (cause instanceof ParlourError) throw ledgerError('corrupt', { cause });
    throw cause;
  }
}

/**
 * Of two copies of one device's ledger the one that goes on where the other ends.
 *
 * @throws ParlourError `ledger/forked` if they part.
 */
export function longerLedger(a: Ledger, b: Ledger): Ledger {
  const [shorter, longer] = a.entries.length <= b.entries.length ? [a, b] : [b, a];
  const last = shorter.entries.at(-1);
  if (last && longer.entries[last.sequence]?.hash !== last.hash) throw ledgerError('forked');
  return longer;
}
