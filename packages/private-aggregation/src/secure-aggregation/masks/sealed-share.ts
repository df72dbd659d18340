import { ByteReader } from '../byte-reader.ts';
import { ByteWriter } from '../byte-writer.ts';
import { type Bytes, concat, uint32Bytes, utf8, zero } from '../bytes.ts';
import { demand } from '../../refusal.ts';
import { SECRET_BYTES } from '../shamir/shamir.ts';
import type { CryptoSuite } from '../suite/crypto-suite.ts';

/** The shares that one neighbour holds of another's two secrets. */
export interface SharePair {
  /** 1 to 254. */
  readonly x: number;
  /** Of the self-mask's seed: opened when the device survives. */
  readonly selfShare: Bytes;
  /** Of the secret behind its pairwise masks: opened when it dropped out. */
  readonly maskShare: Bytes;
}

/** Bytes of a sealed pair: x, two shares, the tag. */
export const SEALED_BYTES = 1 + 2 * SECRET_BYTES + 16;

export interface ShareChannel {
  readonly root: Bytes;
  readonly sender: number;
  readonly receiver: number /** What the encryption key of one and the encryption secret of the other agree on; cleared. */;
  readonly agreed: Bytes;
}

/**
 * AES-256-GCM under a key that only the two have, made for this round and direction, so that one key seals one
 * plaintext; bound to round, sender and receiver (Bonawitz et al. 2017, figure 4, round 1).
 */
export async function sealShares(
  suite: CryptoSuite,
  channel: ShareChannel,
  shares: SharePair,
): Promise<Bytes> {
  const { x, selfShare, maskShare } = shares;
  const plaintext = new ByteWriter(1 + 2 * SECRET_BYTES).uint8(x).fixed(selfShare).fixed(maskShare).bytes();
  const key = await channelKey(suite, channel);
  const sealed = await suite.seal(key, plaintext, boundTo(channel));
  zero(key, plaintext);
  return sealed;
}

/** @throws ParlourError `aggregation/unreadable-share`. */
export async function openShares(
  suite: CryptoSuite,
  channel: ShareChannel,
  sealed: Bytes,
): Promise<SharePair> {
  const key = await channelKey(suite, channel);
  const plaintext = await suite.open(key, sealed, boundTo(channel));
  zero(key);
  demand(plaintext?.length === 1 + 2 * SECRET_BYTES && plaintext[0] > 0, 'unreadable-share');
  const reader = new ByteReader(plaintext);
  const shares = {
    x: reader.uint8(),
    selfShare: reader.fixed(SECRET_BYTES),
    maskShare: reader.fixed(SECRET_BYTES),
  };
  zero(plaintext);
  return shares;
}

async function channelKey(suite: CryptoSuite, channel: ShareChannel): Promise<Bytes> {
  const key = await suite.hkdf(channel.agreed, channel.root, concat(SHARE, boundTo(channel)), 32);
  zero(channel.agreed);
  return key;
}

const boundTo = ({ root, sender, receiver }: ShareChannel): Bytes =>
  concat(root, uint32Bytes(sender, receiver));

const SHARE = utf8('parlour/share/1');
