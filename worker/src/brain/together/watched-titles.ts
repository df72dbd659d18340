import type { WatchedTitle } from '@parlour/private-aggregation/queries';
import type { HistoryEvent } from '@parlour/wire';

/** Kinds of events that say that a person has watched a title. */
const watching: ReadonlySet<HistoryEvent['kind']> = new Set(['completion', 'seen', 'rating']);

/** Each title that was watched, with the last time. */
export function watchedTitles(events: readonly HistoryEvent[]): WatchedTitle[] {
  const latest = new Map<string, number>();
  for (const { item, kind, at } of events) {
    if (item === undefined || !watching.has(kind)) continue;
    latest.set(item, Math.max(at, latest.get(item) ?? Number.NEGATIVE_INFINITY));
  }
  return [...latest].map(([item, at]) => ({ item, at }));
}
