import type { ByteReader } from '../byte-reader.ts';
import { ByteWriter } from '../byte-writer.ts';
import type { Bytes } from '../bytes.ts';
import type { MemberSet } from '../member-set.ts';

/**
 * Leg 4, device to aggregator, its signature passed on to neighbours: "this is the list of sharers and survivors that
 * I was shown". A device signs one in a round (the consistency check of Bonawitz et al. 2017, section 4).
 */
export interface Confirmation {
  readonly sharers: MemberSet;
  readonly survivors: MemberSet;
}

export const writeConfirmation = ({ sharers, survivors }: Confirmation): Bytes =>
  new ByteWriter(4 + 2 * sharers.length).prefixed(sharers).prefixed(survivors).bytes();

/** A neighbour's signature over the confirmation that the receiver signed too. */
export interface Countersignature {
  readonly signer: number;
  readonly signature: Bytes;
}

/** Aggregator to one device: signatures of neighbours that it drew, by rising signer. */
export const writeConfirmations = (signatures: readonly Countersignature[]): Bytes =>
  new ByteWriter(2 + 66 * signatures.length)
    .list(signatures, (to, { signer, signature }) => to.uint16(signer).fixed(signature))
    .bytes();

export function readConfirmations(reader: ByteReader): Countersignature[] {
  const signatures = reader.list((from) => ({ signer: from.uint16(), signature: from.fixed(64) }));
  reader.end();
  return signatures;
}
