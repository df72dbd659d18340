import type { Clock } from './platform.ts';

/** Calls `onIdle` once nobody has touched it for a time. */
export class IdleLock {
  readonly #clock: Clock;
  readonly #onIdle: () => void;
  #milliseconds = 0;
  #touched: number;
  #timer: unknown;

  constructor(clock: Clock, onIdle: () => void) {
    this.#clock = clock;
    this.#onIdle = onIdle;
    this.#touched = clock.now();
  }

  /** 0 switches it off. */
  set(milliseconds: number): void {
    this.stop();
    this.#milliseconds = milliseconds;
    this.#touched = this.#clock.now();
    if (milliseconds > 0) {
      this.#wait(milliseconds);
    }
  }

  touch(): void {
    // Timers stand still while a device sleeps: a person who comes back later than allowed finds the vault locked.
    if (this.#timer !== undefined && this.#left() <= 0) {
      this.#expire();
    } else {
      this.#touched = this.#clock.now();
    }
  }

  stop(): void {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #left(): number {
    return this.#touched + this.#milliseconds - this.#clock.now();
  }
  #expire(): void {
    this.stop();
    this.#onIdle();
  }
  #wait(milliseconds: number): void {
    this.#timer = this.#clock.setTimeout(() => {
      const left = this.#left();
      if (left <= 0) {
        this.#expire();
      } else {
        this.#wait(left);
      }
    }, milliseconds);
  }
}
