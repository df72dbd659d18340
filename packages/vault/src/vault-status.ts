import type { ParlourError } from '@parlour/wire';
import { type Bytes, fromBase64 } from './bytes.ts';
import { openDatabase, type VaultDatabase } from './database.ts';
import type { Header } from './header.ts';
import { chooseHeaderCopies, type HeaderCopies } from './header-copies.ts';
import { platformOf, type VaultPlatform } from './platform.ts';
import { storageError } from './storage-error.ts';
import { vaultError } from './vault-error.ts';
import { isHeldElsewhere } from './vault-lease.ts';
import { isReducedMemory } from './wraps.ts';

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
  readonly credentialIds: Bytes[];
  /** 32 bytes, the PRF input for making and for using a passkey; there even when no passkey was added. */
  readonly passkeySalt: Bytes;
  readonly reducedMemory: boolean;
}

/** Looks without creating or changing anything. Never rejects for what it finds. */
export async function vaultStatus(given?: Partial<VaultPlatform>): Promise<VaultStatus> {
  const platform = platformOf(given);
  try {
    const found = await lookForHeader();
    const header = found?.copies[0]?.header;
    if (header) {
      const heldElsewhere = await isHeldElsewhere(platform.locks);
      return { state: 'present', heldElsewhere, ...factsOf(header) };
    }
    return { state: (await platform.marker.isSet()) ? 'evicted' : 'none' };
  } catch (cause) {
    return { state: 'unusable', problem: storageError(cause) };
  }
}

/**
 * The header in an open database; undefined if there is none and nothing else either. `vault/damaged-header` if there are
 * records and no readable header.
 */
export async function findHeader(database: VaultDatabase): Promise<HeaderCopies | undefined> {
  const stored = await database.getAll('header');
  if (stored.length > 0) {
    return chooseHeaderCopies(stored);
  }
  for (const store of ['log', 'checkpoints', 'blobs'] as const) {
    if ((await database.count(store)) > 0) {
      throw vaultError('damaged-header');
    }
  }
  return undefined;
}

export const credentialIdsOf = (header: Header): Bytes[] =>
  header.passkeys.map(({ credentialId }) => fromBase64(credentialId));

async function lookForHeader(): Promise<HeaderCopies | undefined> {
  let database: VaultDatabase | undefined;
  const close = (): void => database?.close();
  database = await openDatabase({ onUnwanted: close, onTerminated: () => undefined });
  try {
    return database && (await findHeader(database));
  } finally {
    close();
  }
}

const factsOf = (header: Header): Omit<VaultFacts, 'heldElsewhere'> => ({
  hasPasskey: header.passkeys.length > 0,
  credentialIds: credentialIdsOf(header),
  passkeySalt: fromBase64(header.passkeySalt),
  reducedMemory: isReducedMemory(header),
});
