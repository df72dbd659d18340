import type { ByteReader } from '../byte-reader.ts';
import { ByteWriter } from '../byte-writer.ts';
import type { Bytes } from '../bytes.ts';
import type { RoundSetup } from '../round-setup.ts';

/** Aggregator to everybody: a round begins. Its numbers come from the bundle, which every device has already. */
export type Announcement = Pick<RoundSetup, 'roundId' | 'bundleHash' | 'tokenKeysHash'>;

export const writeAnnouncement = ({ roundId, bundleHash, tokenKeysHash }: Announcement): Bytes =>
  new ByteWriter().fixed(roundId).fixed(bundleHash).fixed(tokenKeysHash).bytes();

export function readAnnouncement(reader: ByteReader): Announcement {
  const announcement = {
    roundId: reader.fixed(32),
    bundleHash: reader.fixed(32),
    tokenKeysHash: reader.fixed(32),
  };
  reader.end();
  return announcement;
}
