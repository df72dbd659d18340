import type { Header, HeaderRecord } from './header.ts';
import { isHeaderAuthentic } from './header.ts';
import type { HeaderCopies } from './header-copies.ts';
import { fromBase64 } from './bytes.ts';
import type { Argon2id } from './platform.ts';
import { deriveSubkeys, type Subkeys } from './subkeys.ts';
import { isVaultError, vaultError } from './vault-error.ts';
import type { VaultKey } from './vault-key.ts';
import { findWayIn, unwrapRoot } from './wraps.ts';

export interface UnlockedHeader {
  readonly header: Header;
  readonly record: HeaderRecord;
  readonly keys: Subkeys;
  /** The key fits and yet the header is not as it was written. */
  readonly altered: boolean;
}

/**
 * Opens the newest copy of the header that `key` opens and whose MAC is right; failing that, one that `key` opens.
 *
 * A copy that was altered and still opens is let in: the wrap that opened it is authenticated with all that led to it, the
 * rest of the header says nothing that is relied upon, and refusing would lose the data to one flipped bit.
 * A wrong key and a damaged wrap look the same under AES-GCM. The checksum, which needs no key and so gives a guesser nothing,
 * tells accidental damage: then the error is `vault/damaged-header`. Damage done on purpose passes for a wrong key.
 */
export async function unlockHeader(
  { copies, intact }: HeaderCopies,
  key: VaultKey,
  argon2id: Argon2id,
): Promise<UnlockedHeader> {
  let altered: UnlockedHeader | undefined;
  let refusal: unknown;
  for (const { header, record } of copies) {
    try {
      const root = await unwrapRoot(await findWayIn(header, key, argon2id));
      const keys = await deriveSubkeys(root, fromBase64(header.vaultId));
      if (await isHeaderAuthentic(record, keys.header)) {
        return { header, record, keys, altered: false };
      }
      altered ??= { header, record, keys, altered: true };
    } catch (error) {
      refusal ??= error;
    }
  }
  if (altered) {
    return altered;
  }
  const isWrongKey = (['wrong-passphrase', 'wrong-passkey', 'wrong-recovery-words'] as const).some((name) =>
    isVaultError(refusal, name),
  );
  throw isWrongKey && !intact ? vaultError('damaged-header', refusal) : refusal;
}
