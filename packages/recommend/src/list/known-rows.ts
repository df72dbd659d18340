import type { HistoryEvent } from '@parlour/wire';

/** What a person did with a title that makes it no news to them. Opening its page or keeping it for later does not. */
const knowing: ReadonlySet<HistoryEvent['kind']> = new Set([
  'completion',
  'rating',
  'seen',
  'like',
  'share',
  'not-for-me',
]);

/** Rows that a list must not show: what the person has seen, judged or does not want. */
export function knownRows(
  events: Iterable<HistoryEvent>,
  rowOf: (item: string) => number | undefined,
): Set<number> {
  const rows = new Set<number>();
  for (const { kind, item } of events) {
    if (item === undefined || !knowing.has(kind)) continue;
    const row = rowOf(item);
    if (row !== undefined) rows.add(row);
  }
  return rows;
}
