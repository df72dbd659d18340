import type { MyView, ReportKind } from '@parlour/worker/brain-api';

/** One thing that a person can say about a title. */
export type Wish =
  | { readonly kind: 'like' | 'not-for-me' | 'seen' | 'watchlist'; readonly on: boolean }
  | { readonly kind: ReportKind; readonly on: boolean }
  | { readonly kind: 'rating'; readonly stars: number | undefined };

/** `mine` after `wish`. Liking and "not for me" exclude each other; a rating says that it was seen. */
export function afterWish(mine: MyView, wish: Wish): MyView {
  switch (wish.kind) {
    case 'like':
      return { ...mine, liked: wish.on, notForMe: wish.on ? false : mine.notForMe };
    case 'not-for-me':
      return { ...mine, notForMe: wish.on, liked: wish.on ? false : mine.liked };
    case 'seen':
      return { ...mine, seen: wish.on };
    case 'watchlist':
      return { ...mine, onWatchlist: wish.on };
    case 'report-broken':
    case 'report-wrong':
    case 'report-elsewhere': {
      const others = mine.reported.filter((kind) => kind !== wish.kind);
      return { ...mine, reported: wish.on ? [...others, wish.kind] : others };
    }
    case 'rating':
      return { ...mine, stars: wish.stars };
  }
}

/** What the notice says, without its full stop. */
export function wishSaid(wish: Wish, name: string): string {
  switch (wish.kind) {
    case 'like':
      return wish.on ? `You like ${name}` : `You no longer like ${name}`;
    case 'not-for-me':
      return wish.on ? `Less like ${name}` : `${name} may come back`;
    case 'seen':
      return wish.on ? `You have seen ${name}` : `${name} is not marked as seen any more`;
    case 'watchlist':
      return wish.on ? `${name} is on your watchlist` : `${name} is off your watchlist`;
    case 'report-broken':
    case 'report-wrong':
    case 'report-elsewhere':
      return wish.on ? `You have reported ${name}` : `Your report of ${name} is taken back`;
    case 'rating':
      return wish.stars === undefined
        ? `Your rating of ${name} is gone`
        : `${wish.stars} of 5 stars for ${name}`;
  }
}
