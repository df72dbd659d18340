import { type Bytes, concat, uint32Bytes, utf8, zero } from '../bytes.ts';
import type { CryptoSuite, Keystream } from '../suite/crypto-suite.ts';
import { addChunks, packChunks } from '../words/add-packed.ts';
import { packedBytes } from '../words/packed-words.ts';

/**
 * The masks of Bonawitz et al. 2017, section 4: a report is hidden by one mask of its own and by one for every mask
 * partner, which the partner takes away again. Each is AES-256-CTR under a key of 256 bits used once, so they hold
 * in a round of any size as long as AES-256, X25519 and HKDF-SHA-256 do.
 *
 * A pair's key is HKDF of their X25519 agreement, salted with the round's root, its info naming both indices.
 */
export async function pairMask(suite: CryptoSuite, pair: PairMask, undo: 1 | -1 = 1): Promise<Keystream> {
  const [low, high] = pair.own < pair.partner ? [pair.own, pair.partner] : [pair.partner, pair.own];
  const key = await suite.hkdf(pair.agreed, pair.root, concat(PAIR, uint32Bytes(low, high)), 32);
  zero(pair.agreed);
  return { key, sign: pair.own < pair.partner ? undo : (-undo as 1 | -1) };
}

export interface PairMask {
  readonly root: Bytes;
  /** Whose report it is in. The lower index adds the mask, the higher takes it away. */
  readonly own: number;
  readonly partner: number;
  /** What the mask key of one and the mask secret of the other agree on, whichever is which; cleared. */
  readonly agreed: Bytes;
}

/** The mask that only the opened seed takes away: added by its device, taken away (`sign` -1) by the aggregator. */
export async function selfMask(
  suite: CryptoSuite,
  root: Bytes,
  seed: Bytes,
  sign: 1 | -1,
): Promise<Keystream> {
  return { key: await suite.hkdf(seed, root, SELF, 32), sign };
}

/**
 * Adds the masks to words of `bits` bits, and clears their keys. Bits above those may be anything afterwards: reduce
 * modulo 2^bits when all is added.
 */
export async function addMasks(
  suite: CryptoSuite,
  words: Uint32Array,
  bits: number,
  masks: readonly Keystream[],
): Promise<void> {
  await suite.keystreamChunks(masks, words.length, bits, (chunk, chunks) =>
    addChunks(words, chunk, bits, chunks),
  );
  zero(...masks.map(({ key }) => key));
}

/** Words of `bits` bits with the masks added, packed; the words are left as they are, and the keys cleared. */
export async function maskWords(
  suite: CryptoSuite,
  words: Uint32Array,
  bits: number,
  masks: readonly Keystream[],
): Promise<Bytes> {
  const packed = new Uint8Array(packedBytes(words.length, bits));
  await suite.keystreamChunks(masks, words.length, bits, (chunk, chunks) =>
    packChunks(packed, words, chunk, bits, chunks),
  );
  zero(...masks.map(({ key }) => key));
  return packed;
}

/** What a device publishes of its self-mask's seed before the round, so that a wrongly opened one is noticed. */
export const seedCommitment = async (suite: CryptoSuite, seed: Bytes): Promise<Bytes> =>
  suite.sha256(COMMITMENT, seed);

const PAIR = utf8('parlour/pair-mask/1');
const SELF = utf8('parlour/self-mask/1');
const COMMITMENT = utf8('parlour/self-seed/1');
