import {
  acquireLease,
  createVault,
  eraseVault,
  openVault,
  type Vault,
  type VaultKey,
  type VaultLease,
  type VaultPlatform,
  type VaultStatus,
  vaultStatus,
} from '@parlour/vault';
import { ParlourError, type PlainError } from '@parlour/wire';
import type { BrainState, CreatedVault, PasskeyChallenge } from '../brain-api/index.ts';
import { damageProblem } from './damage-problem.ts';
import { oneAtATime } from './one-at-a-time.ts';

export interface VaultView {
  readonly vault: BrainState['vault'];
  readonly hasPasskey: boolean;
  readonly problem: PlainError | undefined;
}

/** The vault's life in this tab: none, locked, open, elsewhere. */
export interface VaultSession {
  readonly view: VaultView;
  /** The open vault, if it is open. */
  readonly vault: Vault | undefined;
  /** Looks anew at what lies in the browser, unless the vault is open. */
  look(): Promise<void>;
  create(passphrase: string): Promise<CreatedVault>;
  open(key: VaultKey): Promise<void>;
  recover(words: string, newPassphrase: string): Promise<void>;
  lock(): Promise<void>;
  takeOver(): Promise<void>;
  challenge(): Promise<PasskeyChallenge | undefined>;
  erase(): Promise<void>;
}

export interface VaultSessionParts {
  readonly platform?: Partial<VaultPlatform> | undefined;
  /** Awaited before the vault is opened or made: what the open vault will need. Nothing is made if it rejects. */
  readonly beforeOpen: () => Promise<unknown>;
  /** Awaited before `open` and `create` resolve; if it rejects the vault is locked again. */
  readonly onOpen: (vault: Vault) => Promise<void>;
  readonly onLock: () => void;
  readonly onChange: () => void;
}

export function vaultSession({
  platform,
  beforeOpen,
  onOpen,
  onLock,
  onChange,
}: VaultSessionParts): VaultSession {
  const inOrder = oneAtATime();
  const given = platform === undefined ? {} : { platform };
  let status: VaultStatus = { state: 'none' };
  let vault: Vault | undefined;
  let lease: VaultLease | undefined;

  const look = async (): Promise<void> => {
    if (vault === undefined) status = await vaultStatus(platform);
    onChange();
  };
  const adopt = async (opened: Vault): Promise<void> => {
    vault = opened;
    lease = undefined;
    opened.onLock(() => {
      if (vault !== opened) return;
      vault = undefined;
      onLock();
      void look();
    });
    try {
      await onOpen(opened);
    } catch (error) {
      await opened.lock();
      throw error;
    }
    onChange();
  };
  const open = async (key: VaultKey): Promise<Vault> => {
    if (vault?.isLocked === false) return vault;
    // One that is still locking itself must have let go before it can be opened again.
    await vault?.lock();
    try {
      await beforeOpen();
      const opened = await openVault(key, { ...given, ...heldBy(lease) });
      await adopt(opened);
      return opened;
    } catch (error) {
      await look();
      throw error;
    }
  };

  return {
    get view() {
      return viewOf(status, vault, lease);
    },
    get vault() {
      return vault;
    },
    look,
    create: (passphrase) =>
      inOrder(async () => {
        await beforeOpen();
        const created = await createVault(passphrase, { ...given, ...heldBy(lease) });
        const { reducedMemory } = created.vault;
        // The vault exists now: whatever happens, the words must be shown. It can be unlocked later.
        await adopt(created.vault).catch(() => undefined);
        return { recoveryWords: created.recoveryWords, reducedMemory };
      }),
    open: (key) =>
      inOrder(async () => {
        await open(key);
      }),
    recover: (words, newPassphrase) =>
      inOrder(async () => {
        const opened = await open({ recoveryWords: words });
        try {
          await opened.changePassphrase({ recoveryWords: words }, newPassphrase);
        } catch (error) {
          await opened.lock();
          throw error;
        }
      }),
    lock: () => inOrder(async () => vault?.lock()),
    takeOver: () =>
      inOrder(async () => {
        if (vault !== undefined || lease?.isHeld === true) return;
        const taken = await acquireLease({ ...given, takeOver: true });
        lease = taken;
        taken.onLost(() => {
          if (lease === taken) lease = undefined;
          void look();
        });
        await look();
      }),
    async challenge() {
      const found = await vaultStatus(platform);
      return found.state === 'present'
        ? { credentialIds: found.credentialIds, salt: found.passkeySalt }
        : undefined;
    },
    erase: () =>
      inOrder(async () => {
        await vault?.lock();
        await eraseVault({ ...given, ...heldBy(lease) });
        await lease?.release();
        lease = undefined;
        await look();
      }),
  };
}

function heldBy(lease: VaultLease | undefined): { lease?: VaultLease } {
  return lease?.isHeld === true ? { lease } : {};
}

function viewOf(status: VaultStatus, vault: Vault | undefined, lease: VaultLease | undefined): VaultView {
  // While it writes what is buffered it is locked already, and gives nothing away.
  if (vault?.isLocked === true) return { vault: 'locked', hasPasskey: false, problem: undefined };
  if (vault !== undefined) {
    const problem = damageProblem(vault.damage) ?? vault.upkeepProblem;
    return { vault: 'open', hasPasskey: vault.hasPasskey, problem: problem?.toPlain() };
  }
  switch (status.state) {
    case 'none':
      return { vault: 'none', hasPasskey: false, problem: undefined };
    case 'evicted':
      return { vault: 'none', hasPasskey: false, problem: evicted().toPlain() };
    case 'unusable':
      return { vault: 'unusable', hasPasskey: false, problem: status.problem.toPlain() };
    case 'present': {
      const elsewhere = status.heldElsewhere && lease?.isHeld !== true;
      return { vault: elsewhere ? 'elsewhere' : 'locked', hasPasskey: status.hasPasskey, problem: undefined };
    }
  }
}

function evicted(): ParlourError {
  return new ParlourError('vault/evicted', {
    message: 'Your browser has deleted the vault that was here.',
    meaning: 'The history and everything learned from it are gone from this device.',
    mend: 'Make a new vault and import your history again.',
  });
}
