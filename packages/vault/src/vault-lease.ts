import type { VaultPlatform } from './platform.ts';

/** The right to use the vault: one tab at a time has it (Web Lock `parlour-vault`, exclusive). */
export interface VaultLease {
  readonly isHeld: boolean;
  /** Lets go. Idempotent. */
  release(): void;
  /**
   * Calls `listener` once if another tab takes the lease. When that tab asks politely the lease is let go only after
   * every listener's promise has settled; when it had to use force the lease is already gone. Returns a function that takes it off.
   */
  onLost(listener: () => void | Promise<void>): () => void;
}

export interface LeaseOptions {
  /** Ask the tab that has it to write what it has and step aside; after 2 s without success take it by force. */
  readonly takeOver?: boolean;
  readonly platform?: Partial<VaultPlatform>;
}

/** Rejects with `vault/held-elsewhere` if another tab has it and `takeOver` isn't set. */
export declare function acquireLease(options?: LeaseOptions): Promise<VaultLease>;
