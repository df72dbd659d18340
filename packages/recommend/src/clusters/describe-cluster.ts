import type { Catalogue } from '@parlour/catalogue';
import type { PublishedCluster } from '@parlour/wire';
import { genreRarity } from '../reasons/genre-rarity.ts';
import { bestRows } from '../space/best-rows.ts';
import { along, type ClusterSpace } from './cluster-space.ts';

const mostInFeed = 100;
/** Titles of the feed whose genres are counted. */
const mostTypical = 40;
const mostGenres = 3;
/** What a title that nobody knows counts beside the best-known one. */
const leastKnown = 0.1;

/**
 * What a cluster is shown, from its centroid alone: the titles near it, the better known first, and what genres these have more
 * of than the catalogue. Nothing but public files goes in.
 * @param popularity by row, 0 or more.
 */
export function describeCluster(
  catalogue: Catalogue,
  space: ClusterSpace,
  popularity: Float32Array,
  centroid: ArrayLike<number>,
): Pick<PublishedCluster, 'feed' | 'genres'> {
  const most = popularity.reduce((top, value) => Math.max(top, value), 0) || 1;
  const scores = new Float64Array(catalogue.size);
  for (let row = 0; row < catalogue.size; row += 1) {
    const near = Math.max(0, along(centroid, space.pointOf(row)));
    scores[row] = near * (leastKnown + popularity[row] / most);
  }
  const rows = bestRows(scores, undefined, mostInFeed, 0);
  const first = scores[rows[0]] || 1;
  return {
    feed: Array.from(rows, (row) => ({
      item: catalogue.id(row),
      score: Math.max(1e-5, Math.round((scores[row] / first) * 1e5) / 1e5),
    })),
    genres: genresOf(catalogue, rows.subarray(0, mostTypical)),
  };
}

function genresOf(catalogue: Catalogue, rows: Int32Array): string[] {
  const rarity = genreRarity(catalogue);
  const counts = new Map<string, number>();
  for (const row of rows) {
    for (const genre of catalogue.genres(row)) counts.set(genre, (counts.get(genre) ?? 0) + 1);
  }
  const typical = [...counts].filter(([, count]) => count >= rows.length / 3);
  return typical
    .map(([genre, count]) => ({ genre, weight: count * rarity(genre) }))
    .toSorted((a, b) => b.weight - a.weight || (a.genre < b.genre ? -1 : 1))
    .slice(0, mostGenres)
    .map(({ genre }) => genre);
}
