import { demand } from '../../refusal.ts';
import { type Bytes, toHex } from '../bytes.ts';
import { isMember } from '../member-set.ts';
import { HEADER_BYTES, SIGNATURE_BYTES } from '../messages/signed-message.ts';
import { TAG_BYTES } from '../messages/tagged-message.ts';
import { addPacked } from '../words/add-packed.ts';
import type { Reporting } from './server-state.ts';

const SHARERS_HASH_BYTES = 32;

/** A report that is in a sum: whose it is, and what tells it from another one of the same device. */
export interface AddedReport {
  readonly signingKey: Bytes;
  /** As `signatureOf` gives it, 64 bytes. */
  readonly signature: Bytes;
}

/**
 * Adds the words of a report to a sum that is kept apart from the round's state.
 * @param message a report that `checkMessage` has found right in the leg of its round.
 */
export function addReport(sum: Uint32Array, message: Bytes, bits: number): void {
  const from = HEADER_BYTES + SHARERS_HASH_BYTES;
  addPacked(sum, message.subarray(from, message.length - TAG_BYTES), bits);
}

/**
 * Takes reports in that `addReport` has added up, as if each had been received.
 * @throws ParlourError `aggregation/unknown-sender`, `-second-answer` for one that was received before,
 * `-malformed-message` for a sum of another length; the state is then as it was.
 */
export function receiveAddedReports(
  state: Reporting,
  sum: Uint32Array,
  reports: readonly AddedReport[],
): Reporting {
  demand(sum.length === state.sum.length, 'malformed-message', 'sum');
  const added = new Map<number, string>();
  for (const { signingKey, signature } of reports) {
    const sender = state.indices.get(toHex(signingKey));
    demand(sender !== undefined && isMember(state.sharers, sender), 'unknown-sender', 'did not share');
    demand(!state.reported.has(sender) && !added.has(sender), 'second-answer', 'report');
    demand(signature.length === SIGNATURE_BYTES, 'malformed-message', 'signature');
    added.set(sender, toHex(signature));
  }
  for (let i = 0; i < sum.length; i += 1) state.sum[i] += sum[i];
  for (const [sender, signature] of added) {
    state.reported.add(sender);
    state.answered.set(`report ${sender}`, signature);
  }
  return state;
}
