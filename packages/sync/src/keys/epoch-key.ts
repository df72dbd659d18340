import * as v from 'valibot';
import { type Bytes, concat, equalBytes, utf8 } from '../bytes.ts';
import { exactly } from '../plain-bytes.ts';
import { SIZES, type SyncSuite, type Tools } from '../suite/sync-suite.ts';
import type { DeviceCard } from './device-keys.ts';
import { openSealedTo, SealedTo, sealTo } from './sealed-to.ts';

/** Of an epoch-making record, in hex. */
export type EpochId = string;

/** An epoch's key for one recipient, who is told by its X-Wing public key's hash. */
const KeyBox = v.strictObject({ recipient: exactly(SIZES.hash), box: SealedTo });

/** Devices that may share one record, and one more for the words. */
export const MOST_DEVICES = 32;

/** A new epoch's key, sealed to every member and to the recovery words. */
export const SealedEpochKey = v.strictObject({
  /** Hash of the key: nobody can be given another key than the rest without noticing. */
  commitment: exactly(SIZES.hash),
  boxes: v.pipe(v.array(KeyBox), v.maxLength(MOST_DEVICES + 1)),
});
export type SealedEpochKey = v.InferOutput<typeof SealedEpochKey>;

export const recipientOf = (suite: SyncSuite, { kem }: Pick<DeviceCard, 'kem'>): Bytes => suite.sha256(kem);

/** @param place what the record binds the boxes to: its group and the record before it. */
export function sealEpochKey(
  tools: Tools,
  key: Bytes,
  recipients: readonly Pick<DeviceCard, 'kem'>[],
  place: Uint8Array,
): SealedEpochKey {
  const commitment = commitmentOf(tools.suite, key);
  const boxes = recipients.flatMap(({ kem }) => {
    const box = sealTo(tools, kem, key, boundTo(place, commitment));
    return box === undefined ? [] : [{ recipient: recipientOf(tools.suite, { kem }), box }];
  });
  return { commitment, boxes };
}

/** Undefined if there is no box for this key, or what is in it is not the key that the record commits to. */
export function openEpochKey(
  suite: SyncSuite,
  { card, kemSeed }: { readonly card: Pick<DeviceCard, 'kem'>; readonly kemSeed: Bytes },
  { commitment, boxes }: SealedEpochKey,
  place: Uint8Array,
): Bytes | undefined {
  const mine = recipientOf(suite, card);
  const found = boxes.find(({ recipient }) => equalBytes(recipient, mine));
  const key = found && openSealedTo(suite, kemSeed, found.box, boundTo(place, commitment));
  return key?.length === SIZES.key && equalBytes(commitmentOf(suite, key), commitment) ? key : undefined;
}

/** Whether a key is the one that a record commits to. */
export const isKeyOf = (suite: SyncSuite, { commitment }: SealedEpochKey, key: Bytes): boolean =>
  equalBytes(commitmentOf(suite, key), commitment);

const commitmentOf = (suite: SyncSuite, key: Bytes): Bytes => suite.sha256(utf8('parlour-sync/1/epoch'), key);
const boundTo = (place: Uint8Array, commitment: Uint8Array): Bytes =>
  concat(utf8('epoch'), place, commitment);
