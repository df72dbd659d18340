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
  clearTimeout(handle: unknown): void;
}

/** Remembers, outside IndexedDB, that there is a vault. */
export interface Marker {
  isSet(): Promise<boolean>;
  set(): Promise<void>;
  clear(): Promise<void>;
}

/** 32 bytes from a passphrase (UTF-8). Rejects when the memory cannot be allocated. */
export type Argon2id = (
  passphrase: Uint8Array,
  salt: Uint8Array,
  cost: { readonly opsLimit: number; readonly memLimit: number },
) => Promise<Uint8Array<ArrayBuffer>>;
