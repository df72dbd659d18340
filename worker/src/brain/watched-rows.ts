import type { History } from '@parlour/recommend';
import type { HistoryEvent } from '@parlour/wire';
import type { PublicCatalogue } from './public-catalogue.ts';
import { watchedTitles } from './together/watched-titles.ts';

/** What was watched, as far as it is in the catalogue, oldest first. */
export function watchedRows(events: readonly HistoryEvent[], house: Pick<PublicCatalogue, 'rowOf'>): History {
  return watchedTitles(events)
    .flatMap(({ item, at }) => {
      const row = house.rowOf(item);
      return row === undefined ? [] : [{ row, at, weight: 1 }];
    })
    .toSorted((a, b) => a.at - b.at || a.row - b.row);
}
