import { preferencesFromEvents } from '@parlour/model';
import type { HistoryEvent } from '@parlour/wire';
import type { Interaction } from '../strategies/strategy.ts';
import { type Deed, deedOf } from '../reasons/deed.ts';

/** What the events of one title come to. */
export interface TitleHistory {
  readonly interaction: Interaction;
  readonly item: string;
  /** What a reason may say that the person did with it. */
  readonly deed: Deed | undefined;
  /** Seen, judged or not wanted: no news. */
  readonly known: boolean;
}

/** Titles whose latest events count; what is older says nothing that these do not. */
export const longestHistory = 5_000;

/** One interaction a title of the catalogue, of all its events. */
export function titleHistory(
  row: number,
  item: string,
  events: readonly HistoryEvent[],
  isKnown: (events: readonly HistoryEvent[]) => boolean,
): TitleHistory {
  let at = Number.NEGATIVE_INFINITY;
  for (const event of events) if (Number.isFinite(event.at)) at = Math.max(at, event.at);
  const [preference] = preferencesFromEvents(events, () => row, {
    now: at,
    halfLifeDays: Number.POSITIVE_INFINITY,
  });
  const weight = Math.max(-1, Math.min(1, preference?.weight ?? 0));
  return {
    interaction: { row, at: Number.isFinite(at) ? at : 0, weight: Number.isFinite(weight) ? weight : 0 },
    item,
    deed: deedOf(new Set(events.map(({ kind }) => kind))),
    known: isKnown(events),
  };
}

/** Oldest first, of one time the lower row first; the latest `longestHistory` titles. */
export function interactionsOf(titles: Iterable<TitleHistory>): Interaction[] {
  return Array.from(titles, ({ interaction }) => interaction)
    .filter(({ weight }) => weight !== 0)
    .sort((left, right) => left.at - right.at || left.row - right.row)
    .slice(-longestHistory);
}
