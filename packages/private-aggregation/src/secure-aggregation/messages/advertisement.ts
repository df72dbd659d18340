import type { ByteReader } from '../byte-reader.ts';
import { ByteReader as Reader } from '../byte-reader.ts';
import { ByteWriter } from '../byte-writer.ts';
import type { Bytes } from '../bytes.ts';
import type { CryptoSuite } from '../suite/crypto-suite.ts';
import { bodyReader, NO_INDEX, openMessage, SIGNATURE_BYTES } from './signed-message.ts';

/**
 * Leg 1, device to aggregator, shown to neighbours as it is: all keys of one device for one round, signed by the
 * one-time key that the token vouches for.
 */
export interface Advertisement {
  /** The one-time Ed25519 key; signs every message of this device in this round and none in another. */
  readonly signingKey: Bytes;
  /** X25519, for pairwise masks; its secret is opened if the device drops out. */
  readonly maskKey: Bytes;
  /** X25519, for the shares; its secret is never opened. */
  readonly encryptionKey: Bytes;
  /** See `seedCommitment`. */
  readonly selfCommitment: Bytes;
  /** Anonymous token: at most 1,024 bytes; what it is made of is not this protocol's business. */
  readonly token: Bytes;
}

const MOST_TOKEN_BYTES = 1024;

export const writeAdvertisement = (advertisement: Advertisement): Bytes =>
  new ByteWriter(130 + advertisement.token.length)
    .fixed(advertisement.signingKey)
    .fixed(advertisement.maskKey)
    .fixed(advertisement.encryptionKey)
    .fixed(advertisement.selfCommitment)
    .prefixed(advertisement.token)
    .bytes();

export function readAdvertisement(reader: ByteReader): Advertisement {
  const advertisement = {
    signingKey: reader.fixed(32),
    maskKey: reader.fixed(32),
    encryptionKey: reader.fixed(32),
    selfCommitment: reader.fixed(32),
    token: reader.prefixed(MOST_TOKEN_BYTES),
  };
  reader.end();
  return advertisement;
}

/** @throws ParlourError as `openMessage`, with the signing key that the message itself names. */
export async function openAdvertisement(
  suite: CryptoSuite,
  message: Bytes,
  context: Bytes,
): Promise<Advertisement> {
  const claimed = new Reader(message.subarray(38)).fixed(32);
  return readAdvertisement(await openMessage(suite, message, expectedIn(context), claimed));
}

/**
 * What an advertisement says, its signature not looked at.
 * @throws ParlourError `aggregation/malformed-message`, `-out-of-turn`, `-wrong-round`, `-unknown-sender`.
 */
export const claimedAdvertisement = (message: Bytes, context: Bytes): Advertisement =>
  readAdvertisement(bodyReader(message, expectedIn(context), SIGNATURE_BYTES));

const expectedIn = (context: Bytes) => ({ kind: 'advertisement', context, sender: NO_INDEX }) as const;
