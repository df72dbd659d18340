import { randomBytes, toBase64 } from './bytes.ts';
import { makeDatabase } from './database.ts';
import { Fence } from './fence.ts';
import { type Header, sealHeader } from './header.ts';
import { LiveVault } from './live-vault.ts';
import type { VaultOptions } from './open-vault.ts';
import { type Argon2id, platformOf } from './platform.ts';
import { wordsOf } from './recovery-words.ts';
import { storageError } from './storage-error.ts';
import { deriveSubkeys, type Subkeys } from './subkeys.ts';
import type { Vault } from './vault.ts';
import { vaultError } from './vault-error.ts';
import { newConnection, VaultSession } from './vault-session.ts';
import { vaultStatus } from './vault-status.ts';
import { withLease } from './with-lease.ts';
import { checkNewPassphrase, wrapByNewPassphrase, wrapByRecovery } from './wraps.ts';

export interface CreatedVault {
  readonly vault: Vault;
  /** BIP39, English, 12 words. Kept nowhere: show them once. */
  readonly recoveryWords: readonly string[];
}

/**
 * Makes a vault and opens it. Rejects with `vault/exists` if there is one, even a damaged one (`eraseVault` first),
 * `vault/short-passphrase`, `vault/not-enough-memory`, `vault/held-elsewhere`, `vault/future-format`,
 * `vault/quota-exceeded`, `vault/storage-failed`.
 */
export async function createVault(passphrase: string, options: VaultOptions = {}): Promise<CreatedVault> {
  checkNewPassphrase(passphrase);
  const platform = platformOf(options.platform);
  return withLease(options, async (lease) => {
    const status = await vaultStatus(platform);
    if (status.state === 'unusable' && status.problem.code !== 'vault/damaged-header') {
      throw status.problem;
    }
    if (status.state === 'present' || status.state === 'unusable') {
      throw vaultError('exists');
    }
    const { header, keys, recoveryWords } = await newHeader(passphrase, platform.argon2id);
    const record = await sealHeader(header, keys.header);
    const connection = newConnection();
    try {
      const database = await makeDatabase(connection);
      connection.database = database;
      const fence = await Fence.claim(database, (transaction) => {
        const store = transaction.objectStore('header');
        // Not `put`: whatever happened since we looked, a header is never overwritten here.
        return [store.add(record, 'a'), store.add(record, 'b')];
      });
      const session = await VaultSession.start({ database, fence, keys, header, headerState: 'sound' });
      await platform.marker.set();
      return {
        vault: new LiveVault(session, connection, lease, platform, options.idleLock ?? 0),
        recoveryWords,
      };
    } catch (cause) {
      connection.database?.close();
      throw storageError(cause);
    }
  });
}

async function newHeader(
  passphrase: string,
  argon2id: Argon2id,
): Promise<{ header: Header; keys: Subkeys; recoveryWords: readonly string[] }> {
  const vaultId = randomBytes(16);
  const identity = { vaultId: toBase64(vaultId), passkeySalt: toBase64(randomBytes(32)) };
  const raw = randomBytes(32);
  try {
    const entropy = randomBytes(16);
    const recoveryWords = wordsOf(entropy);
    const header: Header = {
      ...identity,
      revision: 1,
      passphrase: await wrapByNewPassphrase(identity, raw, passphrase, argon2id, { mayReduce: true }),
      recovery: await wrapByRecovery(identity, raw, entropy),
      passkeys: [],
    };
    const root = await crypto.subtle.importKey('raw', raw, 'HKDF', false, ['deriveKey']);
    return { header, keys: await deriveSubkeys(root, vaultId), recoveryWords };
  } finally {
    raw.fill(0);
  }
}
