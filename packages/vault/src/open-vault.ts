import { openDatabase } from './database.ts';
import { Fence } from './fence.ts';
import { LiveVault } from './live-vault.ts';
import { platformOf, type VaultPlatform } from './platform.ts';
import { storageError } from './storage-error.ts';
import { unlockHeader } from './unlock-header.ts';
import type { Vault } from './vault.ts';
import { vaultError } from './vault-error.ts';
import type { VaultKey } from './vault-key.ts';
import type { VaultLease } from './vault-lease.ts';
import { newConnection, VaultSession } from './vault-session.ts';
import { findHeader } from './vault-status.ts';
import { withLease } from './with-lease.ts';

export interface VaultOptions {
  /**
   * The lease to work under. The vault lets go of it when it locks; if opening fails it stays the caller's. Without one
   * a lease is acquired (`vault/held-elsewhere` if another tab has it) and let go of if opening fails.
   */
  readonly lease?: VaultLease;
  /** Milliseconds without `touch()` until the vault locks itself; 0, the default, never. */
  readonly idleLock?: number;
  readonly platform?: Partial<VaultPlatform>;
}

/**
 * Opens the vault. Nothing is changed on disk unless the key is right.
 *
 * Rejects with `vault/none`, `vault/evicted`, `vault/held-elsewhere`, `vault/wrong-passphrase`, `vault/wrong-passkey`,
 * `vault/bad-recovery-words` (not 12 BIP39 words, or their checksum is off: a typing error), `vault/wrong-recovery-words`,
 * `vault/weakened-kdf`, `vault/not-enough-memory`, `vault/damaged-header`, `vault/future-format`, `vault/storage-failed`.
 * Damage that leaves the rest readable doesn't reject: see `Vault.damage`. Nor does a full disk: what is there can be read.
 */
export async function openVault(key: VaultKey, options: VaultOptions = {}): Promise<Vault> {
  const platform = platformOf(options.platform);
  return withLease(options, async (lease) => {
    const connection = newConnection();
    try {
      connection.database = await openDatabase(connection);
      const found = connection.database && (await findHeader(connection.database));
      if (!connection.database || !found) {
        throw vaultError((await platform.marker.isSet()) ? 'evicted' : 'none');
      }
      const { database } = connection;
      const { header, record, keys, altered } = await unlockHeader(found, key, platform.argon2id);
      const mustRepair = !altered && !found.agree;
      checkHeld(lease);
      const fence = await Fence.claimIfPossible(database, (transaction) => {
        const store = transaction.objectStore('header');
        return mustRepair ? [store.put(record, 'a'), store.put(record, 'b')] : [];
      });
      const headerState = altered ? 'altered' : mustRepair ? 'repaired' : 'sound';
      const session = await VaultSession.start({ database, fence, keys, header, headerState });
      await platform.marker.set();
      checkHeld(lease);
      return new LiveVault(session, connection, lease, platform, options.idleLock ?? 0);
    } catch (cause) {
      connection.database?.close();
      throw storageError(cause);
    }
  });
}

/** Deriving a key takes a second, in which another tab may take over. */
function checkHeld(lease: VaultLease): void {
  if (!lease.isHeld) {
    throw vaultError('taken-over');
  }
}
