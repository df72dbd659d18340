import type { Bytes } from '../bytes.ts';
import {
  HEADER_BYTES,
  type Header,
  readHeader,
  SIGNATURE_BYTES,
  signMessage,
} from '../messages/signed-message.ts';
import { isTagged, TAG_BYTES, tagMessage } from '../messages/tagged-message.ts';
import type { CryptoSuite } from '../suite/crypto-suite.ts';

/** What somebody has who can speak as a device or as the aggregator. */
export interface Voice {
  readonly signingSeed: Bytes;
  /** Of the device that speaks or is spoken to. */
  readonly channelKey: Bytes;
}

/** Any body under the right signature or tag. */
export const authentic = (
  suite: CryptoSuite,
  header: Header,
  body: Bytes,
  { signingSeed, channelKey }: Voice,
): Promise<Bytes> =>
  isTagged(header.kind)
    ? tagMessage(suite, header, body, channelKey)
    : signMessage(suite, header, body, signingSeed);

/** What is between header and signature or tag. */
export const bodyBytes = (message: Bytes): Bytes =>
  message.slice(HEADER_BYTES, isTagged(readHeader(message).kind) ? -TAG_BYTES : -SIGNATURE_BYTES);
