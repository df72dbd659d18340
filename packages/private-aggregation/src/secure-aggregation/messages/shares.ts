import type { ByteReader } from '../byte-reader.ts';
import { ByteWriter } from '../byte-writer.ts';
import type { Bytes } from '../bytes.ts';
import { SEALED_BYTES } from '../masks/sealed-share.ts';

/** Leg 2, device to aggregator: for every neighbour drawn, in the order drawn, its sealed shares. */
export interface SealedFor {
  readonly receiver: number;
  readonly sealed: Bytes;
}

export const writeShares = (shares: readonly SealedFor[]): Bytes =>
  new ByteWriter(2 + shares.length * (2 + SEALED_BYTES))
    .list(shares, (to, { receiver, sealed }) => to.uint16(receiver).fixed(sealed))
    .bytes();

export function readShares(reader: ByteReader): SealedFor[] {
  const shares = reader.list((from) => ({ receiver: from.uint16(), sealed: from.fixed(SEALED_BYTES) }));
  reader.end();
  return shares;
}
