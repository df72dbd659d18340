import type { HistoryEvent } from '@parlour/wire';
import { fromUtf8, utf8, type Bytes } from './bytes.ts';

/** One record of the log: an event, or the taking back of one event or of a whole import. */
export type LogEntry =
  | { readonly event: HistoryEvent }
  | { readonly retract: string }
  | { readonly retractImport: string };

/** Log records that are shorter than this, nearly all, have the same size. */
export const LEAST_ENTRY_BYTES = 512;

export const encodeEntry = (entry: LogEntry): Bytes => utf8(JSON.stringify(entry));
/** For decrypted, and so authenticated, bytes: only a vault with the same key can have written them. */
export const decodeEntry = (bytes: Bytes): LogEntry => JSON.parse(fromUtf8(bytes)) as LogEntry;

/**
 * What an entry does to the events there are. The first of two events with the same id stays. Returns how many events
 * came or went.
 */
export function applyEntry(events: Map<string, HistoryEvent>, entry: LogEntry): number {
  if ('event' in entry) {
    if (events.has(entry.event.id)) {
      return 0;
    }
    events.set(entry.event.id, entry.event);
    return 1;
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
