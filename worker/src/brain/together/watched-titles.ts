import type { WatchedTitle } from '@parlour/private-aggregation/queries';
import type { HistoryEvent } from '@parlour/wire';

const watching: ReadonlySet<HistoryEvent['kind']> = new Set(['completion', 'seen', 'rating']);

/** Whether an event says that a person has watched a title. */
export const isWatching = (kind: HistoryEvent['kind']): boolean => watching.has(kind);

/** Each title that was watched, with the last time. */
export function watchedTitles(events: readonly HistoryEvent[]): WatchedTitle[] {
  const latest = new Map<string, number>();
  for (const { item, kind, at } of events) {
    if (item === undefined || !isWatching(kind)) continue;
    latest.set(item, Math.max(at, latest.get(item) ?? Number.NEGATIVE_INFINITY));
  }
  return [...latest].map(([item, at]) => ({ item, at }));
}
