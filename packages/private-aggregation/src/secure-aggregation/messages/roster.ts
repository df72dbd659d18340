import type { ByteReader } from '../byte-reader.ts';
import { ByteWriter } from '../byte-writer.ts';
import type { Bytes } from '../bytes.ts';

/** Aggregator to one device when the keys are in: what all are committed to, and this device's place in it. */
export interface Roster {
  readonly clients: number;
  readonly index: number;
  readonly treeRoot: Bytes;
  /** That the device's own advertisement is there. */
  readonly proof: readonly Bytes[];
}

export const writeRoster = ({ clients, index, treeRoot, proof }: Roster): Bytes =>
  writeProof(
    new ByteWriter(42 + 32 * proof.length).uint32(clients).uint32(index).fixed(treeRoot),
    proof,
  ).bytes();

export function readRoster(reader: ByteReader): Roster {
  const roster = {
    clients: reader.uint32(),
    index: reader.uint32(),
    treeRoot: reader.fixed(32),
    proof: readProof(reader),
  };
  reader.end();
  return roster;
}

export const writeProof = (writer: ByteWriter, proof: readonly Bytes[]): ByteWriter =>
  writer.list(proof, (to, hash) => to.fixed(hash));

export const readProof = (reader: ByteReader): Bytes[] => reader.list((from) => from.inPlace(32));
