import type { ByteReader } from '../byte-reader.ts';
import { ByteWriter } from '../byte-writer.ts';
import type { Bytes } from '../bytes.ts';
import { SECRET_BYTES } from '../shamir/shamir.ts';

/** A share that a device held for another, opened: of its self-mask if it survived, of its mask key if it dropped. */
export interface OpenedShare {
  readonly owner: number;
  readonly x: number;
  readonly share: Bytes;
}

/** Leg 5, device to aggregator: one share, of one kind, for everybody who drew the device, by rising owner. */
export const writeUnmasking = (shares: readonly OpenedShare[]): Bytes =>
  new ByteWriter(2 + shares.length * (3 + SECRET_BYTES))
    .list(shares, (to, { owner, x, share }) => to.uint16(owner).uint8(x).fixed(share))
    .bytes();

export function readUnmasking(reader: ByteReader): OpenedShare[] {
  const shares = reader.list((from) => ({
    owner: from.uint16(),
    x: from.uint8(),
    share: from.fixed(SECRET_BYTES),
  }));
  reader.end();
  return shares;
}
