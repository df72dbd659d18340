import type { Item } from '@parlour/wire';

/** Counts and sums of ratings by film, on a 0..1 scale. */
export class Tally {
  readonly #sums = new Map<string, { count: number; sum: number }>();
  readonly #lowest: number;
  readonly #highest: number;

  /** Ratings go from `lowest` to `highest`. */
  constructor(lowest: number, highest: number) {
    this.#lowest = lowest;
    this.#highest = highest;
  }

  /** False if the rating is none of this scale. */
  add(film: string, rating: number): boolean {
    if (!(rating >= this.#lowest && rating <= this.#highest)) return false;
    const scaled = (rating - this.#lowest) / (this.#highest - this.#lowest);
    const before = this.#sums.get(film);
    if (!before) this.#sums.set(film, { count: 1, sum: scaled });
    else {
      before.count++;
      before.sum += scaled;
    }
    return true;
  }

  of(film: string): Item['publicRatings'] {
    const found = this.#sums.get(film);
    return found && { count: found.count, mean: Math.min(1, found.sum / found.count) };
  }
}
