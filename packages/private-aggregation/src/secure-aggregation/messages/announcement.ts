import type { ByteReader } from '../byte-reader.ts';
import { ByteWriter } from '../byte-writer.ts';
import type { Bytes } from '../bytes.ts';
import type { RoundSetup } from '../round-setup.ts';

/** Aggregator to everybody: a round begins. Its numbers come from the bundle, which every device has already. */
export interface Announcement extends Pick<RoundSetup, 'roundId' | 'bundleHash' | 'tokenKeysHash'> {
  /** The aggregator's X25519 key of the round; see `channel-key.ts`. */
  readonly channelKey: Bytes;
}

export const writeAnnouncement = (announcement: Announcement): Bytes =>
  new ByteWriter(128)
    .fixed(announcement.roundId)
    .fixed(announcement.bundleHash)
    .fixed(announcement.tokenKeysHash)
    .fixed(announcement.channelKey)
    .bytes();

export function readAnnouncement(reader: ByteReader): Announcement {
  const announcement = {
    roundId: reader.fixed(32),
    bundleHash: reader.fixed(32),
    tokenKeysHash: reader.fixed(32),
    channelKey: reader.fixed(32),
  };
  reader.end();
  return announcement;
}
