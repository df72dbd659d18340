import { entropyOf } from '@parlour/vault/primitives';
import { idBytes } from '@parlour/wire/relay';
import * as v from 'valibot';
import { type Bytes, toHex } from '../bytes.ts';
import { exactly } from '../plain-bytes.ts';
import { SIZES, type SyncSuite } from '../suite/sync-suite.ts';

/** What devices keep of the recovery words: public keys, from which the words cannot be found, and where the mailbox is. */
export const RecoveryCard = v.strictObject({
  signing: exactly(SIZES.signingPublic),
  kem: exactly(SIZES.kemPublic),
  /** Id of the mailbox: the one thing about a person's devices that stays the same, and that the relay learns. */
  mailbox: exactly(16),
});
export type RecoveryCard = v.InferOutput<typeof RecoveryCard>;

/** What only the words lead to. Never kept. */
export interface RecoveryKeys {
  readonly card: RecoveryCard;
  readonly signingSeed: Bytes;
  readonly kemSeed: Bytes;
}

/**
 * Keys of the vault's twelve recovery words (16 random bytes, so that HKDF is enough and nobody can guess), for purposes of
 * sync alone: the vault wraps its key by others.
 *
 * @throws ParlourError `vault/bad-recovery-words`
 */
export function recoveryKeysOf(suite: SyncSuite, words: string): RecoveryKeys {
  const entropy = entropyOf(words);
  const keys = recoveryKeysFrom(suite, entropy);
  entropy.fill(0);
  return keys;
}

/** @param entropy 16 bytes that the words stand for. */
export function recoveryKeysFrom(suite: SyncSuite, entropy: Uint8Array): RecoveryKeys {
  const signingSeed = suite.derive(entropy, 'recovery/signing', SIZES.seed);
  const kemSeed = suite.derive(entropy, 'recovery/kem', SIZES.seed);
  const signing = suite.signingPublic(signingSeed);
  const mailbox = suite.sha256(idBytes('mailbox', signing)).slice(0, 16);
  return {
    card: { signing, kem: suite.kemPublic(kemSeed), mailbox },
    signingSeed,
    kemSeed,
  };
}

export const isSameRecovery = (a: RecoveryCard, b: RecoveryCard): boolean =>
  toHex(a.signing) === toHex(b.signing) &&
  toHex(a.kem) === toHex(b.kem) &&
  toHex(a.mailbox) === toHex(b.mailbox);
