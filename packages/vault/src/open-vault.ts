import type { VaultPlatform } from './platform.ts';
import type { Vault } from './vault.ts';
import type { VaultKey } from './vault-key.ts';
import type { VaultLease } from './vault-lease.ts';

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
 * Damage that leaves the rest readable doesn't reject: see `Vault.damage`.
 */
export declare function openVault(key: VaultKey, options?: VaultOptions): Promise<Vault>;
