import type { ByteReader } from '../byte-reader.ts';
import type { Bytes } from '../bytes.ts';

/** Leg 3, device to aggregator: the masked report, bit-packed. */
export interface Report {
  /** SHA-256 of the set of sharers that the masks were made for. */
  readonly sharersHash: Bytes;
  readonly packed: Bytes;
}

/** In its parts, as it is large: they are put together in the message, and copied once. */
export const writeReport = ({ sharersHash, packed }: Report): readonly Bytes[] => [sharersHash, packed];

export const readReport = (reader: ByteReader): Report => ({
  sharersHash: reader.fixed(32),
  packed: reader.restInPlace(),
});
