import { knownRows } from '@parlour/recommend';
import type { HistoryEvent } from '@parlour/wire';
import type { MyView } from '../brain-api/index.ts';
import { myView, nothingMine } from './my-view.ts';
import type { PublicCatalogue } from './public-catalogue.ts';

/**
 * The events as everything but the vault sees them: titles matched since are matched, titles joined to others since go by
 * those. Made anew when either changes.
 */
export interface HistoryView {
  readonly events: readonly HistoryEvent[];
  /** Events whose item is in the catalogue. */
  readonly counting: number;
  readonly known: ReadonlySet<number>;
  of(item: string): readonly HistoryEvent[];
  mine(item: string): MyView;
}

/** `matches`: items found later for events that were imported without one, by event id. */
export function historyView(
  vaultEvents: readonly HistoryEvent[],
  matches: ReadonlyMap<string, string>,
  { rowOf, currentId }: Pick<PublicCatalogue, 'rowOf' | 'currentId'>,
): HistoryView {
  const events = vaultEvents.map((event) => underCurrentId(withMatch(event, matches), currentId));
  const byItem = new Map<string, HistoryEvent[]>();
  for (const event of events) {
    if (event.item === undefined) continue;
    const others = byItem.get(event.item);
    if (others === undefined) byItem.set(event.item, [event]);
    else others.push(event);
  }
  let counting = 0;
  for (const [item, itsEvents] of byItem) {
    if (rowOf(item) !== undefined) counting += itsEvents.length;
  }
  return {
    events,
    counting,
    known: knownRows(events, rowOf),
    of: (item) => byItem.get(item) ?? [],
    mine: (item) => {
      const itsEvents = byItem.get(item);
      return itsEvents === undefined ? nothingMine : myView(itsEvents);
    },
  };
}

function withMatch(event: HistoryEvent, matches: ReadonlyMap<string, string>): HistoryEvent {
  if (event.item !== undefined) return event;
  const item = matches.get(event.id);
  return item === undefined ? event : { ...event, item };
}

function underCurrentId(event: HistoryEvent, currentId: PublicCatalogue['currentId']): HistoryEvent {
  if (event.item === undefined) return event;
  const item = currentId(event.item);
  return item === event.item ? event : { ...event, item };
}
