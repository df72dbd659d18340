import { type Clock, platformOf, type VaultPlatform } from './platform.ts';
import { vaultError } from './vault-error.ts';

/** The right to use the vault: one tab at a time has it (Web Lock `parlour-vault`, exclusive). */
export interface VaultLease {
  readonly isHeld: boolean;
  /** Lets go. Idempotent. Resolves when others can have it. */
  release(): Promise<void>;
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

const NAME = 'parlour-vault';
const STEP_ASIDE = 'step-aside';
const POLITE_MILLISECONDS = 2000;

/** Rejects with `vault/held-elsewhere` if another tab has it and `takeOver` isn't set. */
export async function acquireLease(options: LeaseOptions = {}): Promise<VaultLease> {
  const { locks, clock } = platformOf(options.platform);
  const free = await request(locks, { ifAvailable: true });
  if (free) {
    return free;
  }
  if (!options.takeOver) {
    throw vaultError('held-elsewhere');
  }
  const given = (await askFor(locks, clock)) ?? (await request(locks, { steal: true }));
  if (!given) {
    throw vaultError('held-elsewhere');
  }
  return given;
}

/** Whether another tab (or worker) has the lease. */
export async function isHeldElsewhere(locks: VaultPlatform['locks']): Promise<boolean> {
  const { held = [] } = await locks.query();
  return liveLeases.size === 0 && held.some(({ name }) => name === NAME);
}

const liveLeases = new Set<HeldLease>();

class HeldLease implements VaultLease {
  readonly #listeners = new Set<() => void | Promise<void>>();
  readonly #letGo: () => void;
  readonly #released = Promise.withResolvers<void>();
  readonly #channel = new BroadcastChannel(NAME);
  #isHeld = true;

  constructor(letGo: () => void) {
    this.#letGo = letGo;
    liveLeases.add(this);
    this.#channel.addEventListener('message', ({ data }) => {
      if (data === STEP_ASIDE) {
        void this.#stepAside();
      }
    });
  }

  get isHeld(): boolean {
    return this.#isHeld;
  }
  release(): Promise<void> {
    this.#isHeld = false;
    liveLeases.delete(this);
    this.#channel.close();
    this.#letGo();
    return this.#released.promise;
  }
  onLost(listener: () => void | Promise<void>): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
  /** The lock is gone: given back, or taken by force. */
  ended(): void {
    this.#released.resolve();
    if (this.#isHeld) {
      void this.release();
      void this.#tell();
    }
  }

  async #stepAside(): Promise<void> {
    await this.#tell();
    await this.release();
  }
  async #tell(): Promise<void> {
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    await Promise.allSettled(listeners.map(async (listener) => listener()));
  }
}

/** Undefined if the lock wasn't given. */
function request(locks: VaultPlatform['locks'], options: LockOptions): Promise<HeldLease | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<HeldLease | undefined>();
  let lease: HeldLease | undefined;
  locks
    .request(NAME, { mode: 'exclusive', ...options }, (lock) => {
      if (!lock) {
        resolve(undefined);
        return undefined;
      }
      const untilReleased = Promise.withResolvers<void>();
      lease = new HeldLease(untilReleased.resolve);
      resolve(lease);
      return untilReleased.promise;
    })
    .then(
      () => lease?.ended(),
      (error: unknown) => {
        if (lease) {
          lease.ended();
        } else if (options.signal?.aborted) {
          resolve(undefined);
        } else {
          reject(error);
        }
      },
    );
  return promise;
}

async function askFor(locks: VaultPlatform['locks'], clock: Clock): Promise<HeldLease | undefined> {
  const patience = new AbortController();
  const timer = clock.setTimeout(() => {
    patience.abort();
  }, POLITE_MILLISECONDS);
  const given = request(locks, { signal: patience.signal });
  const channel = new BroadcastChannel(NAME);
  channel.postMessage(STEP_ASIDE);
  try {
    return await given;
  } finally {
    clock.clearTimeout(timer);
    channel.close();
  }
}
