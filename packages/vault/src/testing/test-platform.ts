import type { Argon2id, Clock, Marker, VaultPlatform } from '../platform.ts';
import type { VaultLease } from '../vault-lease.ts';

/** A clock that moves when told to. */
export class TestClock implements Clock {
  #now = 1_700_000_000_000;
  #next = 1;
  readonly #timers = new Map<number, { readonly at: number; readonly callback: () => void }>();

  now(): number {
    return this.#now;
  }
  setTimeout(callback: () => void, milliseconds: number): unknown {
    this.#timers.set(this.#next, { at: this.#now + milliseconds, callback });
    return this.#next++;
  }
  clearTimeout(handle: unknown): void {
    this.#timers.delete(handle as number);
  }
  /** Runs what falls due, in order. */
  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const due = [...this.#timers]
        .filter(([, { at }]) => at <= end)
        .toSorted((a, b) => a[1].at - b[1].at)[0];
      if (!due) {
        break;
      }
      this.#timers.delete(due[0]);
      this.#now = Math.max(this.#now, due[1].at);
      due[1].callback();
    }
    this.#now = end;
  }
  /** Time passes while timers stand still, as when a device sleeps. */
  sleep(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

export class TestMarker implements Marker {
  #set = false;
  isSet(): Promise<boolean> {
    return Promise.resolve(this.#set);
  }
  set(): Promise<void> {
    this.#set = true;
    return Promise.resolve();
  }
  clear(): Promise<void> {
    this.#set = false;
    return Promise.resolve();
  }
}

/** Stands in for Argon2id where the test is about something else: one SHA-256. */
export const cheapKdf: Argon2id = async (passphrase, salt) =>
  new Uint8Array(
    await crypto.subtle.digest('SHA-256', await new Blob([salt.slice(), passphrase.slice()]).arrayBuffer()),
  );

/** Nobody else wants it. */
export const loneLease = (): VaultLease => ({
  isHeld: true,
  release: () => Promise.resolve(),
  onLost: () => () => undefined,
});

export interface TestPlatform extends VaultPlatform {
  readonly clock: TestClock;
  readonly marker: TestMarker;
}
export const testPlatform = (given: Partial<VaultPlatform> = {}): TestPlatform => ({
  locks: navigator.locks,
  argon2id: cheapKdf,
  ...given,
  clock: new TestClock(),
  marker: new TestMarker(),
});
