import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, test } from 'vitest';
import { randomBytes } from './bytes.ts';
import { type CreatedVault, createVault } from './create-vault.ts';
import { FULL_COST, REDUCED_COST } from './kdf-cost.ts';
import { openVault } from './open-vault.ts';
import type { Argon2id } from './platform.ts';
import { testEvent } from './testing/test-event.ts';
import { cheapKdf, loneLease, testPlatform, type TestPlatform } from './testing/test-platform.ts';
import type { Vault } from './vault.ts';
import type { VaultKey } from './vault-key.ts';
import { vaultStatus } from './vault-status.ts';

const passphrase = 'correct horse battery';
const passkey = () => ({ credentialId: Uint8Array.of(1, 2, 3), prf: new Uint8Array(32).fill(9) });
let platform: TestPlatform;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  platform = testPlatform();
});
async function make(): Promise<CreatedVault> {
  const created = await createVault(passphrase, { platform, lease: loneLease() });
  await created.vault.appendMany([testEvent('a')]);
  return created;
}
const open = (key: VaultKey, on = platform): Promise<Vault> =>
  openVault(key, { platform: on, lease: loneLease() });
async function opens(key: VaultKey): Promise<boolean> {
  const vault = await open(key);
  const isWhole = vault.events().length === 1 && vault.damage.header === 'sound';
  await vault.lock();
  return isWhole;
}
const code = (name: string): object => ({ code: `vault/${name}` });

test('with the real Argon2id, the passphrase opens and another does not', async () => {
  const real = testPlatform({ argon2id: undefined });
  const { vault } = await createVault(passphrase, {
    platform: { ...real, argon2id: undefined },
    lease: loneLease(),
  });
  expect(vault.reducedMemory).toBe(false);
  await vault.lock();
  const options = { platform: { ...real, argon2id: undefined }, lease: loneLease() };
  await expect(openVault({ passphrase: 'correct horse batterz' }, options)).rejects.toMatchObject(
    code('wrong-passphrase'),
  );
  expect((await openVault({ passphrase }, options)).events()).toEqual([]);
});

describe('passphrase', () => {
  test('opens, also when composed differently; another does not', async () => {
    const { vault } = await createVault('Müller’s passphrase', { platform, lease: loneLease() });
    await vault.lock();
    const decomposed = 'Müller’s passphrase'.normalize('NFD');
    expect((await open({ passphrase: decomposed })).events()).toEqual([]);
    await expect(open({ passphrase: 'Muller’s passphrase' })).rejects.toMatchObject(code('wrong-passphrase'));
    await expect(open({ passphrase: '' })).rejects.toMatchObject(code('wrong-passphrase'));
  });

  test('is changed with any way in; the old one opens no more, the others still do', async () => {
    const { vault, recoveryWords } = await make();
    await vault.addPasskey({ passphrase }, passkey());
    await expect(
      vault.changePassphrase({ passphrase: 'not it, not it' }, 'a new passphrase'),
    ).rejects.toMatchObject(code('wrong-passphrase'));
    await vault.changePassphrase({ passphrase }, 'a new passphrase');
    await vault.lock();
    await expect(open({ passphrase })).rejects.toMatchObject(code('wrong-passphrase'));
    expect(await opens({ passphrase: 'a new passphrase' })).toBe(true);
    expect(await opens({ passkey: passkey() })).toBe(true);
    expect(await opens({ recoveryWords: recoveryWords.join(' ') })).toBe(true);

    const recovered = await open({ recoveryWords: recoveryWords.join(' ') });
    await recovered.changePassphrase({ recoveryWords: recoveryWords.join(' ') }, 'the third passphrase');
    await recovered.lock();
    expect(await opens({ passphrase: 'the third passphrase' })).toBe(true);
  });

  test('is refused when new and short', async () => {
    await expect(createVault('1234567', { platform })).rejects.toMatchObject(code('short-passphrase'));
    const { vault } = await make();
    await expect(vault.changePassphrase({ passphrase }, '🔑🔑🔑🔑🔑🔑🔑')).rejects.toMatchObject(
      code('short-passphrase'),
    );
    await vault.changePassphrase({ passphrase }, '🔑🔑🔑🔑🔑🔑🔑🔑');
  });

  test('leaves neither itself nor what was derived from it in the caller’s or the vault’s hands', async () => {
    const handled: Uint8Array[] = [];
    const watched: Argon2id = async (bytes, salt, cost) => {
      const derived = await cheapKdf(bytes, salt, cost);
      handled.push(bytes, derived);
      return derived;
    };
    await createVault(passphrase, { platform: { ...platform, argon2id: watched }, lease: loneLease() });
    expect(handled).toHaveLength(2);
    expect(handled.every((bytes) => bytes.every((byte) => byte === 0))).toBe(true);
  });
});

describe('memory', () => {
  const short: Argon2id = (bytes, salt, cost) =>
    cost.memLimit > REDUCED_COST.memLimit ? Promise.reject(new Error('OOM')) : cheapKdf(bytes, salt, cost);
  const none: Argon2id = () => Promise.reject(new Error('OOM'));

  test('is 64 MiB with more passes where 256 cannot be had, which is told and raised later, never lowered', async () => {
    const small = testPlatform({ argon2id: short });
    const { vault } = await createVault(passphrase, { platform: small, lease: loneLease() });
    expect(vault.reducedMemory).toBe(true);
    expect(await vaultStatus(small)).toMatchObject({ state: 'present', reducedMemory: true });
    await vault.changePassphrase({ passphrase }, 'a new passphrase');
    expect(vault.reducedMemory).toBe(true);
    await vault.lock();

    const costs: unknown[] = [];
    const large = testPlatform({
      argon2id: (bytes, salt, cost) => {
        costs.push(cost);
        return cheapKdf(bytes, salt, cost);
      },
    });
    const again = await open({ passphrase: 'a new passphrase' }, large);
    await again.changePassphrase({ passphrase: 'a new passphrase' }, passphrase);
    expect(again.reducedMemory).toBe(false);
    expect(costs).toEqual([REDUCED_COST, REDUCED_COST, FULL_COST]);
    await again.lock();

    await expect(open({ passphrase }, small)).rejects.toMatchObject(code('not-enough-memory'));
  });

  test('is not lowered by changing the passphrase where it is short by then', async () => {
    const { vault, recoveryWords } = await make();
    await vault.lock();
    const small = testPlatform({ argon2id: short });
    const again = await open({ recoveryWords: recoveryWords.join(' ') }, small);
    await expect(
      again.changePassphrase({ recoveryWords: recoveryWords.join(' ') }, 'a new passphrase'),
    ).rejects.toMatchObject(code('not-enough-memory'));
    await again.lock();
    expect(await opens({ passphrase })).toBe(true);
  });

  test('that is not there at all makes no vault', async () => {
    const empty = testPlatform({ argon2id: none });
    await expect(createVault(passphrase, { platform: empty, lease: loneLease() })).rejects.toMatchObject(
      code('not-enough-memory'),
    );
    expect(await vaultStatus(empty)).toEqual({ state: 'none' });
    expect(await indexedDB.databases()).toEqual([]);
  });
});

describe('passkey', () => {
  test('opens once added, is told by the status, and opens no more once removed', async () => {
    const { vault } = await make();
    const before = await vaultStatus(platform);
    expect(before).toMatchObject({ state: 'present', hasPasskey: false, credentialIds: [] });
    await vault.addPasskey({ passphrase }, passkey());
    await vault.addPasskey({ passkey: passkey() }, { credentialId: Uint8Array.of(4), prf: randomBytes(32) });
    expect(vault.hasPasskey).toBe(true);
    await vault.lock();
    const after = await vaultStatus(platform);
    expect(after).toMatchObject({
      hasPasskey: true,
      credentialIds: [Uint8Array.of(1, 2, 3), Uint8Array.of(4)],
    });
    expect(after.state === 'present' && before.state === 'present' && after.passkeySalt).toEqual(
      before.state === 'present' && before.passkeySalt,
    );
    const again = await open({ passkey: passkey() });
    await again.removePasskey(Uint8Array.of(1, 2, 3));
    await again.lock();
    await expect(open({ passkey: passkey() })).rejects.toMatchObject(code('wrong-passkey'));
    const last = await open({ passphrase });
    expect(last.hasPasskey).toBe(true);
    await last.removePasskey();
    expect(last.hasPasskey).toBe(false);
  });

  test('with the wrong secret, an unknown credential or a short secret is refused', async () => {
    const { vault } = await make();
    await vault.addPasskey({ passphrase }, passkey());
    await expect(
      vault.addPasskey({ passphrase }, { credentialId: Uint8Array.of(4), prf: new Uint8Array(31) }),
    ).rejects.toMatchObject(code('bad-passkey'));
    await vault.lock();
    await expect(open({ passkey: { ...passkey(), prf: new Uint8Array(32) } })).rejects.toMatchObject(
      code('wrong-passkey'),
    );
    await expect(open({ passkey: { ...passkey(), credentialId: new Uint8Array(3) } })).rejects.toMatchObject(
      code('wrong-passkey'),
    );
    const mine = passkey();
    expect(await opens({ passkey: mine })).toBe(true);
    expect(mine.prf).toEqual(new Uint8Array(32).fill(9));
  });
});

describe('recovery words', () => {
  test('open; others, misspelt or renewed ones do not', async () => {
    const { vault, recoveryWords } = await make();
    const renewed = await vault.renewRecoveryWords({ recoveryWords: recoveryWords.join(' ') });
    await vault.lock();
    await expect(open({ recoveryWords: recoveryWords.join(' ') })).rejects.toMatchObject(
      code('wrong-recovery-words'),
    );
    await expect(open({ recoveryWords: `${renewed.slice(1).join(' ')} zzz` })).rejects.toMatchObject(
      code('bad-recovery-words'),
    );
    expect(await opens({ recoveryWords: renewed.join(' ').toUpperCase() })).toBe(true);
  });
});
