import { argon2id } from './argon2id.ts';
import { cacheMarker } from './cache-marker.ts';
import type { KdfCost } from './kdf-cost.ts';

/** What the vault needs from around it, besides IndexedDB and WebCrypto. Each has a default; tests hand in their own. */
export interface VaultPlatform {
  readonly clock: Clock;
  readonly locks: Pick<LockManager, 'request' | 'query'>;
  readonly marker: Marker;
  readonly argon2id: Argon2id;
}

export interface Clock {
  /** Unix milliseconds. */
  now(): number;
  setTimeout(callback: () => void, milliseconds: number): unknown;
  /** Undefined does nothing. */
  clearTimeout(handle: unknown): void;
}

/** Remembers, outside IndexedDB, that there is a vault. Never rejects. */
export interface Marker {
  isSet(): Promise<boolean>;
  set(): Promise<void>;
  clear(): Promise<void>;
}

/** 32 bytes from a passphrase (UTF-8). Rejects when the memory cannot be allocated. */
export type Argon2id = (
  passphrase: Uint8Array,
  salt: Uint8Array,
  cost: KdfCost,
) => Promise<Uint8Array<ArrayBuffer>>;

const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (callback, milliseconds) => setTimeout(callback, milliseconds),
  clearTimeout: (handle) => {
    clearTimeout(handle as Parameters<typeof clearTimeout>[0]);
  },
};

/** The given parts, and the platform's own for the rest. */
export const platformOf = (given: Partial<VaultPlatform> = {}): VaultPlatform => ({
  clock: given.clock ?? systemClock,
  locks: given.locks ?? navigator.locks,
  marker: given.marker ?? cacheMarker,
  argon2id: given.argon2id ?? argon2id,
});
