import type { WatchedHereView } from '../../brain-api/index.ts';
import { itemCard } from '../item-card.ts';
import type { PublicCatalogue } from '../public-catalogue.ts';

/** Titles that are shown; all are used. */
const mostShown = 6;

/** What came back from rounds, for the page. */
export function watchedHereView({
  watched,
  catalogue,
  currentId,
  rowOf,
}: Pick<PublicCatalogue, 'watched' | 'catalogue' | 'currentId' | 'rowOf'>): WatchedHereView | undefined {
  if (watched === undefined) return undefined;
  const most: WatchedHereView['most'] = [];
  for (const [place, item] of watched.items.entries()) {
    const row = rowOf(currentId(item));
    if (row !== undefined) most.push({ card: itemCard(catalogue, row), share: watched.shares[place] });
    if (most.length === mostShown) break;
  }
  const { reports, rounds, noise, items } = watched;
  return { reports, rounds, noise, titles: items.length, most };
}
