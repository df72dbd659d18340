import type { ByteReader } from '../byte-reader.ts';
import { ByteWriter } from '../byte-writer.ts';
import type { Bytes } from '../bytes.ts';
import { readProof, writeProof } from './roster.ts';

/** A device's advertisement, as it sent it (read in place: not to be kept), with the proof that the root commits to it at an index. */
export interface CommittedKeys {
  readonly advertisement: Bytes;
  readonly proof: readonly Bytes[];
}

/** Aggregator to one device: the keys it asked for, in the order it asked. */
export const writeNeighbours = (neighbours: readonly CommittedKeys[]): Bytes =>
  new ByteWriter(2 + neighbours.reduce(bytesMore, 0))
    .list(neighbours, (to, keys) => void writeCommittedKeys(to, keys))
    .bytes();

export function readNeighbours(reader: ByteReader): CommittedKeys[] {
  const neighbours = reader.list(readCommittedKeys);
  reader.end();
  return neighbours;
}

export const writeCommittedKeys = (writer: ByteWriter, { advertisement, proof }: CommittedKeys): ByteWriter =>
  writeProof(writer.prefixed(advertisement), proof);

export const readCommittedKeys = (reader: ByteReader): CommittedKeys => ({
  advertisement: reader.prefixedInPlace(MOST_ADVERTISEMENT_BYTES),
  proof: readProof(reader),
});

/** For a fold: bytes that keys take on the wire, added up. */
export const bytesMore = (sum: number, { advertisement, proof }: CommittedKeys): number =>
  sum + 4 + advertisement.length + 32 * proof.length;

const MOST_ADVERTISEMENT_BYTES = 2048;
