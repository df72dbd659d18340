import type { ClustersView } from '../../brain-api/index.ts';
import type { ClustersHere } from '../clusters-here.ts';
import { itemCard } from '../item-card.ts';
import type { PublicCatalogue } from '../public-catalogue.ts';
import type { WatchedTitle } from '@parlour/private-aggregation/queries';

/** Titles that are shown; all are used. */
const mostShown = 5;

/**
 * The groups of people here, for the page, and which of them is this person's: found out here and told to nobody.
 * @param key of the aggregator where this device knows it: what another has signed is not shown.
 */
export function clustersView(
  here: ClustersHere | undefined,
  { catalogue, currentId, rowOf }: Pick<PublicCatalogue, 'catalogue' | 'currentId' | 'rowOf'>,
  watched: readonly WatchedTitle[],
  key: string | null,
): ClustersView | undefined {
  if (here === undefined || (key !== null && key !== here.key)) return undefined;
  const { published, ownOf } = here;
  const { reports, rounds, noise, clusters } = published;
  const titles = watched
    .toSorted((a, b) => a.at - b.at)
    .flatMap(({ item }) => {
      const row = rowOf(item);
      return row === undefined ? [] : [{ row, weight: 1 }];
    });
  const own = ownOf(titles);
  const cards: ClustersView['cards'] = [];
  for (const { item } of own === undefined ? [] : clusters[own.head].feed) {
    const row = rowOf(currentId(item));
    if (row !== undefined) cards.push(itemCard(catalogue, row));
    if (cards.length === mostShown) break;
  }
  return {
    reports,
    rounds,
    noise,
    clusters: clusters.map(({ id, atLeast, genres }) => ({ id, atLeast, genres: [...genres] })),
    own: own === undefined ? undefined : clusters[own.head].id,
    cards,
  };
}
