import { type Bytes, equalBytes, fromBase64OrNone, randomBytes, toBase64, utf8 } from './bytes.ts';
import type { Header } from './header.ts';
import { checkKdfCost, FULL_COST, isReduced, type KdfCost, REDUCED_COST } from './kdf-cost.ts';
import type { Argon2id } from './platform.ts';
import { entropyOf } from './recovery-words.ts';
import { isVaultError, vaultError } from './vault-error.ts';
import type { PasskeySecret, VaultKey } from './vault-key.ts';

/** The wrapping key that one way in leads to, with what it unwraps. */
export interface WayIn {
  readonly wrappingKey: CryptoKey;
  readonly algorithm: AesGcmParams;
  readonly sealed: Bytes;
  /** What to say when it does not unwrap. */
  readonly wrong: 'wrong-passphrase' | 'wrong-passkey' | 'wrong-recovery-words';
}

/** Everything that leads to a wrapping key, authenticated with the wrap: none of it can be swapped or weakened. */
type Bound = readonly (string | number)[];

/**
 * Finds the wrap that `key` is for. Rejects with `vault/weakened-kdf`, `vault/not-enough-memory`,
 * `vault/bad-recovery-words`, `vault/wrong-passkey` (no such credential), `vault/bad-passkey`.
 */
export async function findWayIn(header: Header, key: VaultKey, argon2id: Argon2id): Promise<WayIn> {
  if ('passphrase' in key) {
    const { kdf, ...wrap } = header.passphrase;
    checkKdfCost(kdf);
    const salt = fromBase64OrNone(kdf.salt);
    const material = await stretch(key.passphrase, salt, kdf, argon2id);
    return wayIn(await wrappingKey(material, salt, 'passphrase'), wrap, passphraseBound(header, kdf), {
      wrong: 'wrong-passphrase',
    });
  }
  if ('passkey' in key) {
    const { credentialId } = key.passkey;
    const wrap = header.passkeys.find((one) => equalBytes(fromBase64OrNone(one.credentialId), credentialId));
    if (!wrap) {
      throw vaultError('wrong-passkey');
    }
    const material = prfOutput(key.passkey);
    return wayIn(
      await wrappingKey(material, fromBase64OrNone(wrap.salt), 'passkey'),
      wrap,
      passkeyBound(header, wrap),
      { wrong: 'wrong-passkey' },
    );
  }
  const wrap = header.recovery;
  const material = entropyOf(key.recoveryWords);
  return wayIn(
    await wrappingKey(material, fromBase64OrNone(wrap.salt), 'recovery'),
    wrap,
    recoveryBound(header, wrap),
    { wrong: 'wrong-recovery-words' },
  );
}

/** The vault's key as an HKDF key whose bytes JavaScript never sees. Rejects with the way's own `wrong` error. */
export async function unwrapRoot({ wrappingKey, algorithm, sealed, wrong }: WayIn): Promise<CryptoKey> {
  try {
    return await crypto.subtle.unwrapKey('raw', sealed, wrappingKey, algorithm, 'HKDF', false, ['deriveKey']);
  } catch (cause) {
    throw vaultError(wrong, cause);
  }
}

/** Calls `use` with the bytes of the vault's key, to wrap them anew, and wipes them afterwards. */
export async function withRawKey<T>(
  { wrappingKey, algorithm, sealed, wrong }: WayIn,
  use: (raw: Bytes) => Promise<T>,
): Promise<T> {
  const raw = await crypto.subtle.decrypt(algorithm, wrappingKey, sealed).catch((cause: unknown) => {
    throw vaultError(wrong, cause);
  });
  const bytes = new Uint8Array(raw);
  try {
    return await use(bytes);
  } finally {
    bytes.fill(0);
  }
}

/** What the wraps of a new header are bound to besides their own parameters. */
type Identity = Pick<Header, 'vaultId' | 'passkeySalt'>;

/** Unicode code points. Only asked of new passphrases. */
export const MIN_PASSPHRASE_LENGTH = 8;

/** Rejects with `vault/short-passphrase`. */
export function checkNewPassphrase(passphrase: string): void {
  if (Array.from(passphrase).length < MIN_PASSPHRASE_LENGTH) {
    throw vaultError('short-passphrase');
  }
}

/**
 * Wraps under a new passphrase at the full cost; at the reduced one only if the memory cannot be allocated and `mayReduce`.
 * Rejects with `vault/not-enough-memory`.
 */
export async function wrapByNewPassphrase(
  identity: Identity,
  raw: Bytes,
  passphrase: string,
  argon2id: Argon2id,
  { mayReduce }: { readonly mayReduce: boolean },
): Promise<Header['passphrase']> {
  try {
    return await wrapByPassphrase(identity, raw, passphrase, FULL_COST, argon2id);
  } catch (error) {
    if (mayReduce && isVaultError(error, 'not-enough-memory')) {
      return wrapByPassphrase(identity, raw, passphrase, REDUCED_COST, argon2id);
    }
    throw error;
  }
}

async function wrapByPassphrase(
  identity: Identity,
  raw: Bytes,
  passphrase: string,
  cost: KdfCost,
  argon2id: Argon2id,
): Promise<Header['passphrase']> {
  const salt = randomBytes(16);
  const kdf = { algorithm: 'argon2id13', ...cost, salt: toBase64(salt) } as const;
  const material = await stretch(passphrase, salt, cost, argon2id);
  const wrapping = await wrappingKey(material, salt, 'passphrase');
  return { kdf, ...(await seal(wrapping, raw, passphraseBound(identity, kdf))) };
}

/** Adds a passkey to the others, or replaces the one with the same credential id. Rejects with `vault/bad-passkey`. */
export async function wrapByPasskey(
  header: Header,
  raw: Bytes,
  passkey: PasskeySecret,
): Promise<Header['passkeys']> {
  const salt = randomBytes(32);
  const wrapping = await wrappingKey(prfOutput(passkey), salt, 'passkey');
  const parameters = { credentialId: toBase64(passkey.credentialId), salt: toBase64(salt) };
  const wrap = { ...parameters, ...(await seal(wrapping, raw, passkeyBound(header, parameters))) };
  return [...header.passkeys.filter((one) => one.credentialId !== wrap.credentialId), wrap];
}

/** Wraps under the 16 bytes of recovery words, which are wiped. */
export async function wrapByRecovery(
  identity: Identity,
  raw: Bytes,
  entropy: Bytes,
): Promise<Header['recovery']> {
  const salt = randomBytes(32);
  const wrapping = await wrappingKey(entropy, salt, 'recovery');
  const parameters = { salt: toBase64(salt) };
  return { ...parameters, ...(await seal(wrapping, raw, recoveryBound(identity, parameters))) };
}

export const isReducedMemory = (header: Header): boolean => isReduced(header.passphrase.kdf);

/** NFKC first, as NIST SP 800-63B (5.1.1.2) asks, so that keyboards that compose letters differently agree. */
async function stretch(passphrase: string, salt: Bytes, cost: KdfCost, argon2id: Argon2id): Promise<Bytes> {
  const bytes = utf8(passphrase.normalize('NFKC'));
  try {
    return await argon2id(bytes, salt, { opsLimit: cost.opsLimit, memLimit: cost.memLimit });
  } catch (cause) {
    throw vaultError('not-enough-memory', cause);
  } finally {
    bytes.fill(0);
  }
}

/** HKDF-SHA-256 to AES-256; wipes `material`. */
async function wrappingKey(material: Bytes, salt: Bytes, way: string): Promise<CryptoKey> {
  try {
    const base = await crypto.subtle.importKey('raw', material, 'HKDF', false, ['deriveKey']);
    return await crypto.subtle.deriveKey(
      { name: 'HKDF', hash: 'SHA-256', salt, info: utf8(`parlour-vault/1/wrap/${way}`) },
      base,
      { name: 'AES-GCM', length: 256 },
      false,
      ['encrypt', 'decrypt', 'unwrapKey'],
    );
  } finally {
    material.fill(0);
  }
}

function prfOutput({ prf }: PasskeySecret): Bytes {
  if (prf.length !== 32) {
    throw vaultError('bad-passkey');
  }
  return new Uint8Array(prf);
}

const wayIn = (
  wrapping: CryptoKey,
  wrap: { nonce: string; sealed: string },
  bound: Bound,
  { wrong }: Pick<WayIn, 'wrong'>,
): WayIn => ({
  wrappingKey: wrapping,
  algorithm: gcm(fromBase64OrNone(wrap.nonce), bound),
  sealed: fromBase64OrNone(wrap.sealed),
  wrong,
});

async function seal(
  wrapping: CryptoKey,
  raw: Bytes,
  bound: Bound,
): Promise<{ nonce: string; sealed: string }> {
  const nonce = randomBytes(12);
  const sealed = await crypto.subtle.encrypt(gcm(nonce, bound), wrapping, raw);
  return { nonce: toBase64(nonce), sealed: toBase64(new Uint8Array(sealed)) };
}

const gcm = (iv: Bytes, bound: Bound): AesGcmParams => ({
  name: 'AES-GCM',
  iv,
  additionalData: utf8(JSON.stringify(['parlour-vault', 1, 'wrap', ...bound])),
});

const passphraseBound = ({ vaultId }: Identity, kdf: Header['passphrase']['kdf']): Bound => [
  vaultId,
  'passphrase',
  kdf.algorithm,
  kdf.opsLimit,
  kdf.memLimit,
  kdf.salt,
];
const passkeyBound = (
  { vaultId, passkeySalt }: Identity,
  wrap: Pick<Header['passkeys'][number], 'credentialId' | 'salt'>,
): Bound => [vaultId, 'passkey', passkeySalt, wrap.credentialId, wrap.salt];
const recoveryBound = ({ vaultId }: Identity, wrap: Pick<Header['recovery'], 'salt'>): Bound => [
  vaultId,
  'recovery',
  wrap.salt,
];
