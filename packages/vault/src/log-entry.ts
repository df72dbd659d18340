import type { HistoryEvent } from '@parlour/wire';
import { fromUtf8, utf8, type Bytes } from './bytes.ts';

/** One record of the log: an event, some of an import, or the taking back of one event or of a whole import. */
export type LogEntry =
  | { readonly events: readonly HistoryEvent[] }
  | { readonly retract: string }
  | { readonly retractImport: string };

/** How many events, or takings back, a record says. */
export const entrySize = (entry: LogEntry): number => ('events' in entry ? entry.events.length : 1);
export const isRetraction = (entry: LogEntry): boolean => !('events' in entry);

/** Log records that are shorter than this, nearly all of single events, have the same size. */
export const LEAST_ENTRY_BYTES = 512;

export const encodeEntry = (entry: LogEntry): Bytes => utf8(JSON.stringify(entry));
/** For decrypted, and so authenticated, bytes: only a vault with the same key can have written them. */
export const decodeEntry = (bytes: Bytes): LogEntry => JSON.parse(fromUtf8(bytes)) as LogEntry;

/**
 * What an entry does to the events there are. The first of two events with the same id stays. Returns how many events
 * came or went.
 */
export function applyEntry(events: Map<string, HistoryEvent>, entry: LogEntry): number {
  if ('events' in entry) {
    const before = events.size;
    for (const event of entry.events) {
      if (!events.has(event.id)) {
        events.set(event.id, event);
      }
    }
    return events.size - before;
  }
  if ('retract' in entry) {
    return events.delete(entry.retract) ? 1 : 0;
  }
  let removed = 0;
  for (const [id, event] of events) {
    if (event.importId === entry.retractImport) {
      events.delete(id);
      removed += 1;
    }
  }
  return removed;
}

/** A record of its own for every event takes IndexedDB ten times as long, and an import can be had again. */
const IMPORTED_EVENTS_PER_RECORD = 50;

/** The events of a batch that are not known yet, each id once, some to a record. */
export function importEntries(
  known: ReadonlyMap<string, HistoryEvent>,
  batch: readonly HistoryEvent[],
): LogEntry[] {
  const ids = new Set<string>();
  const fresh = batch.filter(({ id }) => !known.has(id) && !ids.has(id) && ids.add(id));
  return Array.from({ length: Math.ceil(fresh.length / IMPORTED_EVENTS_PER_RECORD) }, (_, i) => ({
    events: fresh.slice(i * IMPORTED_EVENTS_PER_RECORD, (i + 1) * IMPORTED_EVENTS_PER_RECORD),
  }));
}

/** Takes back those of the events that are there: an import of which all go in one record, each of the others in its own. */
export function retractionEntries(
  known: ReadonlyMap<string, HistoryEvent>,
  ids: ReadonlySet<string>,
): LogEntry[] {
  const stays = new Set<string | undefined>();
  for (const { id, importId } of known.values()) if (!ids.has(id)) stays.add(importId);
  const whole = new Set<string>();
  const entries: LogEntry[] = [];
  for (const id of ids) {
    const event = known.get(id);
    if (event === undefined) continue;
    const { importId } = event;
    if (importId === undefined || stays.has(importId)) entries.push({ retract: id });
    else if (!whole.has(importId)) {
      whole.add(importId);
      entries.push({ retractImport: importId });
    }
  }
  return entries;
}
