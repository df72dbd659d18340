import type { HistoryEvent } from '@parlour/wire';
import { type CheckpointContent, type CheckpointPlace, readCheckpoint } from './checkpoint.ts';
import type { VaultDatabase } from './database.ts';
import { applyEntry, decodeEntry, entrySize, isRetraction } from './log-entry.ts';
import { openRecord } from './sealed-record.ts';
import type { Subkeys } from './subkeys.ts';

/** What was found in the database: the newest readable checkpoint and the log after it. */
export interface History {
  readonly events: Map<string, HistoryEvent>;
  /** The checkpoint that `events` started from. */
  readonly base: CheckpointPlace | undefined;
  /** Where the next record of the log goes. */
  readonly nextSequence: number;
  readonly nextGeneration: number;
  /** Events, and takings back, in the log after `base`. */
  readonly sinceBase: number;
  /** Older records still hold what was taken back. */
  readonly erasing: boolean;
  readonly damagedLog: number[];
  /** Unreadable checkpoints that may hold what nothing else holds. */
  readonly damagedCheckpoints: number[];
  /** Unreadable checkpoints that were met, harmful or not. */
  readonly unreadableCheckpoints: number[];
  readonly missing: number;
  readonly lostBeginning: boolean;
}

/** Reads everything that can be read; damage is counted, never thrown. Changes nothing. */
export async function replay(
  database: VaultDatabase,
  keys: Pick<Subkeys, 'log' | 'checkpoints'>,
): Promise<History> {
  const generations = await database.getAllKeys('checkpoints');
  const { base, unreadable } = await newestReadable(database, keys.checkpoints, generations);
  const events = new Map(base?.content.events.map((event) => [event.id, event]));
  const sequences = await database.getAllKeys('log');
  const after = base?.place.covers ?? 0;
  const rest = await readLog(database, keys.log, after, events);

  const last = sequences.at(-1) ?? 0;
  // Before the first checkpoint the log begins at 1. If checkpoints are unreadable nobody knows how much is not there.
  const lostBeginning =
    base?.content.lostBeginning ?? (unreadable.length > 0 && (sequences.length === 0 || sequences[0] !== 1));
  const expected = base || !lostBeginning ? last - after : last - (sequences[0] ?? last + 1) + 1;
  const missing = (base?.content.missing ?? 0) + Math.max(0, expected - rest.count);
  const isComplete = !lostBeginning && missing === 0 && rest.damaged.length === 0;
  const damagedLog = [...(base?.content.damagedLog ?? []), ...rest.damaged];
  const kept = base?.content.damagedCheckpoints ?? [];
  const known = new Set(damagedLog);
  const hasLeftovers = sequences.some((sequence) => sequence <= after && !known.has(sequence));
  return {
    events,
    base: base?.place,
    // A log that begins at 1 says that nothing is lost.
    nextSequence: 1 + Math.max(last, after, lostBeginning ? 1 : 0),
    nextGeneration: 1 + Math.max(0, ...generations),
    sinceBase: rest.size,
    erasing: rest.hasRetractions || (base?.content.erasing === true && hasLeftovers),
    damagedLog,
    // Where base and log say everything an unreadable checkpoint holds nothing of its own: the next one replaces it.
    damagedCheckpoints: [...kept, ...(isComplete ? [] : unreadable)],
    unreadableCheckpoints: [...kept, ...unreadable],
    missing,
    lostBeginning,
  };
}

async function newestReadable(
  database: VaultDatabase,
  key: CryptoKey,
  generations: readonly number[],
): Promise<{
  base: { place: CheckpointPlace; content: CheckpointContent } | undefined;
  unreadable: number[];
}> {
  const unreadable: number[] = [];
  for (const generation of generations.toReversed()) {
    const base = await readCheckpoint(database, key, generation);
    if (base) {
      return { base, unreadable };
    }
    unreadable.push(generation);
  }
  return { base: undefined, unreadable };
}

/** Applies the log after a sequence number, in order. */
async function readLog(
  database: VaultDatabase,
  key: CryptoKey,
  after: number,
  events: Map<string, HistoryEvent>,
): Promise<{ count: number; size: number; damaged: number[]; hasRetractions: boolean }> {
  const range = IDBKeyRange.lowerBound(after, true);
  const transaction = database.transaction('log');
  const [sequences, values] = await Promise.all([
    transaction.store.getAllKeys(range),
    transaction.store.getAll(range),
    transaction.done,
  ]);
  const opened = await Promise.all(
    values.map((sealed, i) => {
      const sequence = sequences[i] ?? 0;
      return openRecord(key, { store: 'log', id: sequence, sequence }, sealed);
    }),
  );
  const damaged: number[] = [];
  let hasRetractions = false;
  let size = 0;
  for (const [i, plain] of opened.entries()) {
    if (plain) {
      const entry = decodeEntry(plain);
      hasRetractions ||= isRetraction(entry);
      size += entrySize(entry);
      applyEntry(events, entry);
    } else {
      damaged.push(sequences[i] ?? 0);
      size += 1;
    }
  }
  return { count: sequences.length, size, damaged, hasRetractions };
}
