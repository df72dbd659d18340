import type { HistoryEvent } from '@parlour/wire';
import { eventWeight, isOpinion } from './event-weight.ts';
import type { Preference } from './preference.ts';

const day = 86_400_000;
/** Weights of one item approach this and never pass it: sixty episodes are not sixty films. */
const saturation = 1.5;
/** What was loved long ago still counts a little. */
const oldestShare = 0.05;

export interface PreferenceOptions {
  /** Unix milliseconds. */
  readonly now: number;
  /** Days after which an event counts half. */
  readonly halfLifeDays?: number;
}

/**
 * What the events say of each item that `rowOf` finds in the catalogue, in the order of rows.
 * A negative opinion (rating, "not for me") that no later opinion contradicts outweighs everything merely done.
 */
export function preferencesFromEvents(
  events: Iterable<HistoryEvent>,
  rowOf: (item: string) => number | undefined,
  { now, halfLifeDays = 730 }: PreferenceOptions,
): Preference[] {
  const byItem = new Map<string, HistoryEvent[]>();
  for (const event of events) {
    if (event.item === undefined) continue;
    const known = byItem.get(event.item);
    if (known === undefined) byItem.set(event.item, [event]);
    else known.push(event);
  }
  const decay = (at: number): number =>
    Math.max(oldestShare, 2 ** (-Math.max(0, now - at) / day / halfLifeDays));
  const preferences: Preference[] = [];
  for (const [item, itsEvents] of byItem) {
    const row = rowOf(item);
    if (row !== undefined) preferences.push({ row, item, weight: itemWeight(itsEvents, decay) });
  }
  return preferences.sort((left, right) => left.row - right.row);
}

function itemWeight(events: readonly HistoryEvent[], decay: (at: number) => number): number {
  const opinion = latest(events.filter(isOpinion));
  if (opinion !== undefined && eventWeight(opinion) < 0) return eventWeight(opinion) * decay(opinion.at);
  const listing = latest(
    events.filter((event) => event.kind === 'watchlist' || event.kind === 'unwatchlist'),
  );
  let sum = 0;
  for (const event of events) {
    if (event.kind === 'watchlist' && event !== listing) continue;
    const weight = eventWeight(event);
    // A contradicted negative opinion counts no longer.
    if (weight > 0) sum += weight * (event.times ?? 1) * decay(event.at);
  }
  return saturation * (1 - Math.exp(-sum / saturation));
}

function latest(events: readonly HistoryEvent[]): HistoryEvent | undefined {
  return events.reduce<HistoryEvent | undefined>(
    (best, event) => (best === undefined || event.at >= best.at ? event : best),
    undefined,
  );
}
