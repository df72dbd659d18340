import type { Catalogue } from '@parlour/catalogue';
import type { PublishedPopularity } from '@parlour/wire';
import { likelyShares } from './likely-shares.ts';

/**
 * How well known and well liked each row is, from 0 on: by public ratings and, where there are sums of what people of this installation
 * watch (`watched`), by those as much as by ratings for each title that they tell of.
 */
export function popularity(catalogue: Catalogue, watched?: PublishedPopularity): Float32Array {
  const known = byRatings(catalogue);
  // A file whose shares are all 0 says nothing of any title.
  if (watched === undefined || watched.shares[0] <= 0) return known;
  const greatest = watched.shares[0];
  const most = Math.log1p(greatest * watched.reports);
  const highest = known.reduce((top, value) => Math.max(top, value), 0) || 1;
  const standOut = new Set(watched.items);
  for (const [item, share] of likelyShares(watched)) {
    const row = catalogue.rowOf(item);
    if (row < 0) continue;
    const here = (highest * Math.log1p(Math.min(share, greatest) * watched.reports)) / most;
    const both = known[row] > 0 ? (known[row] + here) / 2 : here;
    // Of a title that does not stand out it is not known that few watch it: it falls behind none of which nothing was asked.
    known[row] = standOut.has(item) ? both : Math.max(known[row], both);
  }
  return known;
}

/**
 * A mean rating that is pulled towards the catalogue's own mean as long as few people rated (Bayesian average), times the
 * logarithm of how many did. 0 for titles nobody rated.
 */
function byRatings(catalogue: Catalogue): Float32Array {
  const ratings = Array.from({ length: catalogue.size }, (_, row) => catalogue.publicRatings(row));
  const rated = ratings.filter((rating) => rating !== undefined && rating.count > 0);
  const result = new Float32Array(catalogue.size);
  if (rated.length === 0) return result;
  let people = 0;
  let sum = 0;
  let most = 0;
  for (const rating of rated) {
    people += rating?.count ?? 0;
    sum += (rating?.count ?? 0) * (rating?.mean ?? 0);
    most = Math.max(most, rating?.count ?? 0);
  }
  const prior = sum / people;
  const doubt = Math.min(100, people / rated.length);
  ratings.forEach((rating, row) => {
    if (rating === undefined || rating.count <= 0) return;
    const mean = (rating.count * rating.mean + doubt * prior) / (rating.count + doubt);
    result[row] = (mean * Math.log1p(rating.count)) / Math.log1p(most);
  });
  return result;
}
