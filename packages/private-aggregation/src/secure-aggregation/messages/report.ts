import type { ByteReader } from '../byte-reader.ts';
import { ByteWriter } from '../byte-writer.ts';
import type { Bytes } from '../bytes.ts';

/** Leg 3, device to aggregator: the masked report, bit-packed. */
export interface Report {
  /** SHA-256 of the set of sharers that the masks were made for. */
  readonly sharersHash: Bytes;
  readonly packed: Bytes;
}

export const writeReport = ({ sharersHash, packed }: Report): Bytes =>
  new ByteWriter(32 + packed.length).fixed(sharersHash).fixed(packed).bytes();

export const readReport = (reader: ByteReader): Report => ({
  sharersHash: reader.fixed(32),
  packed: reader.restInPlace(),
});
