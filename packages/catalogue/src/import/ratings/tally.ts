import type { Item } from '@parlour/wire';
import { dayOf } from '../../snapshot/signals/day-of.ts';
import type { DayCount } from '../part.ts';

/** Two months to compare the newest 30 days with. */
const keptDays = 90;

/** Counts and sums of ratings by film, on a 0..1 scale, and on which of the latest 90 days they were given. */
export class Tally {
  readonly #sums = new Map<string, { count: number; sum: number; days: Map<number, number> }>();
  readonly #lowest: number;
  readonly #highest: number;
  readonly #today: number;
  #newest = Number.NEGATIVE_INFINITY;

  /** Ratings go from `lowest` to `highest`; one given after `now` (Unix milliseconds) has no day. */
  constructor(lowest: number, highest: number, now = Date.now()) {
    this.#lowest = lowest;
    this.#highest = highest;
    this.#today = dayOf(now);
  }

  /** `seconds` since 1970, NaN where unknown. False if the rating is none of this scale. */
  add(film: string, rating: number, seconds = Number.NaN): boolean {
    if (!(rating >= this.#lowest && rating <= this.#highest)) return false;
    const scaled = (rating - this.#lowest) / (this.#highest - this.#lowest);
    let entry = this.#sums.get(film);
    if (!entry) this.#sums.set(film, (entry = { count: 0, sum: 0, days: new Map() }));
    entry.count++;
    entry.sum += scaled;
    const day = dayOf(seconds * 1000);
    if (!(day >= 0 && day <= this.#today)) return true;
    this.#newest = Math.max(this.#newest, day);
    // What is too old already needs no memory; what turns out to be is left out at the end.
    if (day > this.#newest - keptDays) entry.days.set(day, (entry.days.get(day) ?? 0) + 1);
    return true;
  }

  of(film: string): Item['publicRatings'] {
    const found = this.#sums.get(film);
    return found && { count: found.count, mean: Math.min(1, found.sum / found.count) };
  }

  /** Undefined where none of the source's latest 90 days has a rating of the film. */
  daysOf(film: string): DayCount[] | undefined {
    const days = [...(this.#sums.get(film)?.days ?? [])]
      .filter(([day]) => day > this.#newest - keptDays)
      .sort(([one], [other]) => one - other);
    return days.length > 0 ? days : undefined;
  }
}
