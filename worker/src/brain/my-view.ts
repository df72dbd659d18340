import type { HistoryEvent } from '@parlour/wire';
import type { MyView } from '../brain-api/index.ts';

export const nothingMine: MyView = {
  liked: false,
  notForMe: false,
  seen: false,
  onWatchlist: false,
  stars: undefined,
  reported: [],
};

const reportKinds = ['report-broken', 'report-wrong', 'report-elsewhere'] as const;

/** What the events of one item come to: of opposite ones the latest counts. */
export function myView(events: readonly HistoryEvent[]): MyView {
  const last = (...kinds: HistoryEvent['kind'][]): HistoryEvent | undefined =>
    events.reduce<HistoryEvent | undefined>(
      (latest, event) =>
        kinds.includes(event.kind) && (latest === undefined || event.at >= latest.at) ? event : latest,
      undefined,
    );
  const opinion = last('like', 'not-for-me')?.kind;
  return {
    liked: opinion === 'like',
    notForMe: opinion === 'not-for-me',
    seen: last('completion', 'seen', 'rating') !== undefined,
    onWatchlist: last('watchlist', 'unwatchlist')?.kind === 'watchlist',
    stars: last('rating')?.stars,
    reported: reportKinds.filter((kind) => last(kind) !== undefined),
  };
}
