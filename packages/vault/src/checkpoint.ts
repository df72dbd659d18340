import type { HistoryEvent } from '@parlour/wire';
import { fromUtf8, utf8 } from './bytes.ts';
import type { VaultDatabase } from './database.ts';
import type { Fence } from './fence.ts';
import { openRecord, sealRecord } from './sealed-record.ts';
import { vaultError } from './vault-error.ts';

/** What lies in the database: `covers` is in plain text and authenticated with the ciphertext. */
export interface StoredCheckpoint {
  /** Sequence number of the last log record that is in it. */
  readonly covers: number;
  readonly sealed: Uint8Array<ArrayBuffer>;
}

/** Everything the log said up to a sequence number. */
export interface CheckpointContent {
  readonly events: HistoryEvent[];
  /** Sequence numbers of log records that could not be read, kept in the log for good. */
  readonly damagedLog: number[];
  /** Generations of checkpoints that could not be read and may hold what nothing else holds, kept for good. */
  readonly damagedCheckpoints: number[];
  /** Log records that were not there. */
  readonly missing: number;
  /** No checkpoint could be read and the log did not reach back to the beginning. */
  readonly lostBeginning: boolean;
  /** Takes back events that older records still hold: those must not outlive it. */
  readonly erasing: boolean;
}

export interface CheckpointPlace {
  readonly generation: number;
  readonly covers: number;
}

/** The content of one generation; undefined if it is damaged or absent. */
export async function readCheckpoint(
  database: VaultDatabase,
  key: CryptoKey,
  generation: number,
): Promise<{ place: CheckpointPlace; content: CheckpointContent } | undefined> {
  const stored: unknown = await database.get('checkpoints', generation);
  if (!isStoredCheckpoint(stored)) {
    return undefined;
  }
  const place = { generation, covers: stored.covers };
  const plain = await openRecord(key, recordPlace(place), stored.sealed);
  return plain && { place, content: JSON.parse(fromUtf8(plain)) as CheckpointContent };
}

/**
 * Writes a checkpoint and reads it back. Rejects with `vault/damaged-record`, having taken it away again, if what comes
 * back cannot be decrypted.
 */
export async function writeCheckpoint(
  database: VaultDatabase,
  fence: Fence,
  key: CryptoKey,
  place: CheckpointPlace,
  content: CheckpointContent,
): Promise<void> {
  const plain = utf8(JSON.stringify(content));
  const sealed = await sealRecord(key, recordPlace(place), plain, 0);
  const stored: StoredCheckpoint = { covers: place.covers, sealed };
  await fence.write(['checkpoints'], (transaction) => [
    transaction.objectStore('checkpoints').add(stored, place.generation),
  ]);
  const back: unknown = await database.get('checkpoints', place.generation);
  if (
    !isStoredCheckpoint(back) ||
    back.covers !== place.covers ||
    !(await openRecord(key, recordPlace(place), back.sealed))
  ) {
    await fence.write(['checkpoints'], (transaction) => [
      transaction.objectStore('checkpoints').delete(place.generation),
    ]);
    throw vaultError('damaged-record');
  }
}

export const isStoredCheckpoint = (value: unknown): value is StoredCheckpoint =>
  typeof value === 'object' &&
  value !== null &&
  'covers' in value &&
  Number.isSafeInteger(value.covers) &&
  'sealed' in value &&
  value.sealed instanceof Uint8Array;

const recordPlace = ({
  generation,
  covers,
}: CheckpointPlace): { store: 'checkpoints'; id: number; sequence: number } => ({
  store: 'checkpoints',
  id: generation,
  sequence: covers,
});
