import type { HistoryEvent } from '@parlour/wire';

/** Halfway between the worst and the best rating: from here up a rating is praise. */
const neutralStars = 2.75;
const starsToOne = 5 - neutralStars;
/** Under this much of the runtime, watching says that the person stopped, which is no praise. */
const abandonedBelow = 0.15;

/** What one event says before time and repetition: -1 to 1. */
export function eventWeight(event: HistoryEvent): number {
  switch (event.kind) {
    case 'view':
      return 0.1;
    case 'click':
      return 0.3;
    case 'like':
      return 0.7;
    case 'share':
      return 1;
    case 'completion':
      return completionWeight(event.progress ?? 1);
    case 'rating':
      return event.stars === undefined ? 0 : (event.stars - neutralStars) / starsToOne;
    case 'seen':
      return 0.05;
    case 'not-for-me':
      return -1;
    case 'watchlist':
      return 0.4;
    case 'unwatchlist':
    case 'report-broken':
    case 'report-wrong':
    case 'report-elsewhere':
      return 0;
  }
}

function completionWeight(progress: number): number {
  return progress < abandonedBelow ? 0.02 : 0.5 * progress;
}

/** True for an opinion that the person stated, rather than one read from what they did. */
export function isOpinion(event: HistoryEvent): boolean {
  return event.kind === 'like' || event.kind === 'rating' || event.kind === 'not-for-me';
}
