import type { HistoryEvent } from '@parlour/wire';

/** What a person says of a title. */
export interface Said {
  readonly item: string;
  readonly kind: HistoryEvent['kind'];
  readonly stars: number | undefined;
}

/**
 * What a person has just done, which counts from now on. So it comes after everything that is known of the title: another device's clock may be
 * ahead, or this one was set back, and of opposite events the latest counts.
 * @param known events of that title. @param now Unix milliseconds.
 */
export const ownEvent = (
  { item, kind, stars }: Said,
  known: readonly HistoryEvent[],
  now: number,
): HistoryEvent => ({
  id: crypto.randomUUID(),
  kind,
  item,
  at: known.reduce((at, event) => Math.max(at, event.at + 1), now),
  source: 'viewer',
  ...(stars === undefined ? {} : { stars }),
});
