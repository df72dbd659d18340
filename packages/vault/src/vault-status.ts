import type { ParlourError } from '@parlour/wire';
import type { VaultPlatform } from './platform.ts';

/**
 * - `none`: there is no vault here, and nothing says that there was one.
 * - `evicted`: there was one and the browser has deleted it. `createVault` makes a new one.
 * - `present`: there is one; the facts are those of its header (public, unauthenticated until it is opened).
 * - `unusable`: there is something that this version must not touch (`vault/future-format`) or cannot read
 *   (`vault/damaged-header`, `vault/storage-failed`).
 */
export type VaultStatus =
  | { readonly state: 'none' }
  | { readonly state: 'evicted' }
  | ({ readonly state: 'present' } & VaultFacts)
  | { readonly state: 'unusable'; readonly problem: ParlourError };

export interface VaultFacts {
  /** Another tab has the lease. */
  readonly heldElsewhere: boolean;
  readonly hasPasskey: boolean;
  readonly credentialIds: Uint8Array<ArrayBuffer>[];
  /** 32 bytes, the PRF input for making and for using a passkey; there even when no passkey was added. */
  readonly passkeySalt: Uint8Array<ArrayBuffer>;
  readonly reducedMemory: boolean;
}

/** Looks without creating or changing anything. Never rejects for what it finds. */
export declare function vaultStatus(platform?: Partial<VaultPlatform>): Promise<VaultStatus>;
