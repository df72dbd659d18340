import type { VaultOptions } from './open-vault.ts';

/**
 * Deletes the vault's database and marker; needs no key. Tabs that have it open are asked to lock. Rejects with
 * `vault/erase-blocked` if one doesn't within 10 s: the browser then deletes it as soon as that tab is closed.
 */
export declare function eraseVault(options?: Pick<VaultOptions, 'lease' | 'platform'>): Promise<void>;
