import type { Catalogue } from '@parlour/catalogue';

/**
 * How well known and well liked each row is, 0..1: a mean rating that is pulled towards the catalogue's own mean as long
 * as few people rated (Bayesian average), times the logarithm of how many did. 0 for titles nobody rated.
 */
export function popularity(catalogue: Catalogue): Float32Array {
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
