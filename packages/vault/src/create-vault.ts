import type { VaultOptions } from './open-vault.ts';
import type { Vault } from './vault.ts';

export interface CreatedVault {
  readonly vault: Vault;
  /** BIP39, English, 12 words. Kept nowhere: show them once. */
  readonly recoveryWords: readonly string[];
}

/** Unicode code points. Only asked of new passphrases. */
export const MIN_PASSPHRASE_LENGTH = 8;

/**
 * Makes a vault and opens it. Rejects with `vault/exists` if there is one, even a damaged one (`eraseVault` first),
 * `vault/short-passphrase`, `vault/not-enough-memory`, `vault/held-elsewhere`, `vault/quota-exceeded`.
 */
export declare function createVault(passphrase: string, options?: VaultOptions): Promise<CreatedVault>;
