import type { ReportedTitle } from '@parlour/private-aggregation/queries';
import type { HistoryEvent } from '@parlour/wire';

const reporting = new Map<HistoryEvent['kind'], ReportedTitle['as']>([
  ['report-broken', 'broken'],
  ['report-wrong', 'wrong'],
  ['report-elsewhere', 'elsewhere'],
]);

/** Each report that a person has made and not taken back, with the last time. */
export function reportedTitles(events: readonly HistoryEvent[]): ReportedTitle[] {
  const latest = new Map<string, ReportedTitle>();
  for (const { item, kind, at } of events) {
    const as = reporting.get(kind);
    if (item === undefined || as === undefined) continue;
    const key = `${as} ${item}`;
    latest.set(key, { item, as, at: Math.max(at, latest.get(key)?.at ?? Number.NEGATIVE_INFINITY) });
  }
  return [...latest.values()];
}
