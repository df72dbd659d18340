import type { VaultOptions } from './open-vault.ts';
import { vaultError } from './vault-error.ts';
import { acquireLease, type VaultLease } from './vault-lease.ts';

/**
 * Calls `use` under the caller's lease, or under one of its own that is let go of if `use` fails. Rejects with
 * `vault/taken-over` if the caller's is no longer held, with `vault/held-elsewhere` if there is none to be had.
 */
export async function withLease<T>(
  { lease: given, platform }: Pick<VaultOptions, 'lease' | 'platform'>,
  use: (lease: VaultLease) => Promise<T>,
): Promise<T> {
  if (given && !given.isHeld) {
    throw vaultError('taken-over');
  }
  const lease = given ?? (await acquireLease({ platform }));
  try {
    return await use(lease);
  } catch (error) {
    if (!given) {
      await lease.release();
    }
    throw error;
  }
}
