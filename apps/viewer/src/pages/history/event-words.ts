import type { HistoryEvent } from '@parlour/wire';

/** What an event says, as a person would. */
export function eventWords({ kind, stars, times, progress }: HistoryEvent): string {
  switch (kind) {
    case 'view':
      return 'Looked at its page';
    case 'click':
      return 'Went to where it plays';
    case 'like':
      return 'Liked';
    case 'share':
      return 'Shared';
    case 'completion':
      if (progress !== undefined && progress < 0.95) return `Watched ${Math.round(progress * 100)} %`;
      return times !== undefined && times > 1 ? `Watched ${times} times` : 'Watched';
    case 'rating':
      return stars === undefined ? 'Rated' : `Rated ${stars} of 5`;
    case 'seen':
      return 'Marked as seen';
    case 'not-for-me':
      return 'Not for me';
    case 'watchlist':
      return 'Put on the watchlist';
    case 'unwatchlist':
      return 'Taken off the watchlist';
    case 'report-broken':
      return 'Reported a broken link';
    case 'report-wrong':
      return 'Reported wrong facts';
    case 'report-elsewhere':
      return 'Reported as not available here';
  }
}
