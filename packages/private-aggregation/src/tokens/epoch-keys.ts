import type { TokenDirectory } from '@parlour/wire';
import { canonicalBytes } from '../bundle/canonical-json.ts';
import { type Bytes, fromHex, utf8 } from '../secure-aggregation/bytes.ts';
import type { CryptoSuite } from '../secure-aggregation/suite/crypto-suite.ts';
import { tokenError } from './token-error.ts';

/** The key of one epoch, and what a round's setup commits to it by. */
export interface EpochKeys {
  readonly epoch: string;
  /** SubjectPublicKeyInfo (DER). */
  readonly publicKey: Bytes;
  /** Milliseconds since 1970. */
  readonly validFrom: number;
  readonly validUntil: number;
  /** See `RoundSetup.tokenKeysHash`. */
  readonly tokenKeysHash: Bytes;
}

/**
 * The keys of an epoch in a directory. The hash covers all that the directory says of this epoch, and nothing of others, so
 * that it stays the same while epochs come and go.
 * @throws ParlourError `tokens/unknown-epoch`.
 */
export async function epochKeys(
  suite: CryptoSuite,
  { epochs, ...common }: TokenDirectory,
  id: string,
): Promise<EpochKeys> {
  const entry = epochs.find((epoch) => epoch.id === id);
  if (entry === undefined) {
    throw tokenError('unknown-epoch');
  }
  const tokenKeysHash = await suite.sha256(DOMAIN, canonicalBytes({ ...common, epoch: { ...entry } }));
  const { validFrom, validUntil } = entry;
  return { epoch: id, publicKey: fromHex(entry.publicKey), validFrom, validUntil, tokenKeysHash };
}

const DOMAIN = utf8('parlour/token-keys/1');
