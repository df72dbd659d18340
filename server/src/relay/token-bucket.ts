/** So much at once, and so much a second. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** Counts what one connection sends against a rate. */
export class TokenBucket {
  #left: number;
  #at: number;

  /** @param now milliseconds, monotonic. */
  constructor(rate: Rate, now: number) {
    this.#left = rate.burst;
    this.#at = now;
  }

  /** @returns false where it is too much. */
  take(rate: Rate, amount: number, now: number): boolean {
    this.#left = Math.min(rate.burst, this.#left + ((now - this.#at) / 1000) * rate.perSecond);
    this.#at = now;
    // What is refused costs nothing, or whoever goes on trying would never be let in again.
    if (this.#left < amount) return false;
    this.#left -= amount;
    return true;
  }
}
