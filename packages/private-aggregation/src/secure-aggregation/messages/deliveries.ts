import type { ByteReader } from '../byte-reader.ts';
import { ByteWriter } from '../byte-writer.ts';
import type { Bytes } from '../bytes.ts';
import { SEALED_BYTES } from '../masks/sealed-share.ts';
import type { MemberSet } from '../member-set.ts';
import { bytesMore, type CommittedKeys, readCommittedKeys, writeCommittedKeys } from './neighbours.ts';

/** What a device that drew the receiver has sealed for it; read in place. */
export interface Delivery extends CommittedKeys {
  readonly sender: number;
  readonly sealed: Bytes;
}

/** Aggregator to one device when sharing is over: who shared, and the shares meant for it, by rising sender. */
export interface Deliveries {
  readonly sharers: MemberSet;
  readonly deliveries: readonly Delivery[];
}

export function writeDeliveries({ sharers, deliveries }: Deliveries): Bytes {
  const expected = deliveries.reduce(bytesMore, 4 + sharers.length + deliveries.length * (2 + SEALED_BYTES));
  const writer = new ByteWriter(expected).prefixed(sharers);
  return writer
    .list(deliveries, (to, delivery) => {
      writeCommittedKeys(to.uint16(delivery.sender), delivery).fixed(delivery.sealed);
    })
    .bytes();
}

export function readDeliveries(reader: ByteReader): Deliveries {
  const sharers = reader.prefixed(MOST_SET_BYTES);
  const deliveries = reader.list((from) => ({
    sender: from.uint16(),
    ...readCommittedKeys(from),
    sealed: from.inPlace(SEALED_BYTES),
  }));
  reader.end();
  return { sharers, deliveries };
}

export const MOST_SET_BYTES = 1250;
