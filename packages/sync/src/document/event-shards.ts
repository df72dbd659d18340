import { HistoryEvent } from '@parlour/wire';
import * as v from 'valibot';
import type * as Y from 'yjs';

/** Root types that hold events, by the year in which they happened (UTC). */
const PREFIX = 'events/';

/**
 * Events, one Y.Array a year: an event that is taken back leaves a few bytes that say nothing (a deleted Y.Map key would stay for
 * ever, id and all), and a whole year leaves no more. An event is kept once, by its id; where two devices import the same file it
 * may lie twice for a while, and is read once.
 */
export class EventShards {
  readonly #document: Y.Doc;
  /** Years that were read since they changed: of a long record most are not touched by an edit. */
  readonly #read = new Map<number, HistoryEvent[]>();
  readonly #watched = new Set<number>();

  constructor(document: Y.Doc) {
    this.#document = document;
  }

  /** Ascending. Years of which every event was deleted are left out. */
  years(): number[] {
    return [...this.#document.share.keys()]
      .filter((name) => name.startsWith(PREFIX))
      .map((name) => Number(name.slice(PREFIX.length)))
      .filter((year) => Number.isInteger(year) && this.#shard(year).length > 0)
      .sort((a, b) => a - b);
  }

  /** Years ascending, within each as they were added. Entries that are no events are left out. */
  all(): HistoryEvent[] {
    return this.years().flatMap((year) => this.ofYear(year));
  }

  ofYear(year: number): HistoryEvent[] {
    const known = this.#read.get(year);
    if (known !== undefined) return [...known];
    const shard = this.#shard(year);
    if (!this.#watched.has(year)) {
      this.#watched.add(year);
      shard.observe(() => this.#read.delete(year));
    }
    const events = new Map<string, HistoryEvent>();
    for (const entry of shard) {
      if (v.is(HistoryEvent, entry) && !events.has(entry.id)) events.set(entry.id, entry);
    }
    const read = [...events.values()];
    // Within a transaction nobody would say that it has changed once more.
    if (this.#document._transaction === null) this.#read.set(year, read);
    return read;
  }

  /** Adds those that are not there yet; gives back how many. */
  add(events: readonly HistoryEvent[]): number {
    let added = 0;
    for (const [year, ofYear] of byYear(events)) {
      const known = new Set(this.ofYear(year).map(({ id }) => id));
      const fresh = ofYear.filter(({ id }) => !known.has(id) && known.add(id));
      if (fresh.length > 0) this.#shard(year).push(fresh);
      added += fresh.length;
    }
    return added;
  }

  /** Takes events back, every copy of them. */
  remove(ids: ReadonlySet<string>): void {
    for (const year of this.years()) {
      const shard = this.#shard(year);
      const entries = shard.toArray();
      for (let i = entries.length - 1; i >= 0; i--) {
        const entry = entries[i];
        if (v.is(HistoryEvent, entry) && ids.has(entry.id)) shard.delete(i, 1);
      }
    }
  }

  removeYear(year: number): void {
    const shard = this.#shard(year);
    if (shard.length > 0) shard.delete(0, shard.length);
  }

  #shard(year: number): Y.Array<unknown> {
    return this.#document.getArray<unknown>(`${PREFIX}${year}`);
  }
}

function byYear(events: readonly HistoryEvent[]): Map<number, HistoryEvent[]> {
  const years = new Map<number, HistoryEvent[]>();
  for (const event of events) {
    // What lies beyond all calendars lies with the beginning of Unix time.
    const year = new Date(event.at).getUTCFullYear() || 1970;
    const ofYear = years.get(year);
    if (ofYear) ofYear.push(event);
    else years.set(year, [event]);
  }
  return years;
}
