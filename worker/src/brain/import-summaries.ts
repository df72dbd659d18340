import type { HistoryEvent } from '@parlour/wire';
import type { ImportSummary } from '../brain-api/index.ts';

/**
 * Summaries of imports, newest first. Where a summary was lost it is made up from the events, so that every import can
 * be undone; one whose events never arrived is left out, and of one that broke off only what arrived counts.
 */
export function withOrphans(
  summaries: readonly ImportSummary[],
  events: readonly HistoryEvent[],
): ImportSummary[] {
  const found = new Map<string, HistoryEvent[]>();
  for (const event of events) {
    if (event.importId === undefined) continue;
    const others = found.get(event.importId);
    if (others === undefined) found.set(event.importId, [event]);
    else others.push(event);
  }
  const known = new Set(summaries.map(({ importId }) => importId));
  const orphans = [...found]
    .filter(([importId]) => !known.has(importId))
    .map(([importId, itsEvents]) => summaryOf(importId, itsEvents));
  const there = summaries
    .filter(({ importId, added }) => added === 0 || found.has(importId))
    .map((summary) => ({ ...summary, added: found.get(summary.importId)?.length ?? 0 }));
  return [...there, ...orphans].sort((left, right) => right.at - left.at);
}

function summaryOf(importId: string, events: readonly HistoryEvent[]): ImportSummary {
  const names = (some: readonly HistoryEvent[]): number =>
    new Set(some.map(({ item, title }) => item ?? title?.name)).size;
  return {
    importId,
    format: events[0]?.source ?? '',
    at: events.reduce((latest, { at }) => Math.max(latest, at), 0),
    added: events.length,
    known: 0,
    matchedTitles: names(events.filter(({ item }) => item !== undefined)),
    unmatchedTitles: names(events.filter(({ item }) => item === undefined)),
  };
}
