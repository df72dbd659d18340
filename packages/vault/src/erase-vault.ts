import { deleteDB } from 'idb';
import { DATABASE_NAME } from './database.ts';
import type { VaultOptions } from './open-vault.ts';
import { platformOf } from './platform.ts';
import { storageError } from './storage-error.ts';
import { vaultError } from './vault-error.ts';
import { acquireLease } from './vault-lease.ts';

const PATIENCE_MILLISECONDS = 10_000;

/**
 * Deletes the vault's database and marker; needs no key. Tabs that have it open are asked to lock. Rejects with
 * `vault/erase-blocked` if one doesn't within 10 s: the browser then deletes it as soon as that tab is closed.
 */
export async function eraseVault(options: Pick<VaultOptions, 'lease' | 'platform'> = {}): Promise<void> {
  const { clock, marker } = platformOf(options.platform);
  const isOurs = options.lease?.isHeld === true;
  const lease =
    isOurs && options.lease
      ? options.lease
      : await acquireLease({ takeOver: true, platform: options.platform });
  const late = Promise.withResolvers<never>();
  const timer = clock.setTimeout(() => {
    late.reject(vaultError('erase-blocked'));
  }, PATIENCE_MILLISECONDS);
  try {
    // First the marker: a vault without marker is whole, a marker without vault would cry eviction.
    await marker.clear();
    // Every connection hears `versionchange` and closes; a vault that is open locks itself.
    await Promise.race([deleteDB(DATABASE_NAME), late.promise]);
  } catch (cause) {
    throw storageError(cause);
  } finally {
    clock.clearTimeout(timer);
    if (!isOurs) {
      await lease.release();
    }
  }
}
