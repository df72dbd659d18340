/** Share of all that is spread evenly, so that a title of which noise left nothing can still be learned of. */
const even = 0.05;

/**
 * Shares of titles in all watches (sum 1, each above 0) from counts that carry noise: what is below zero counts as zero.
 * All even where nothing is left.
 */
export function privatePopularity(counts: ArrayLike<number>): Float64Array {
  const shares = Float64Array.from(counts, (count) => Math.max(0, count));
  const sum = shares.reduce((all, share) => all + share, 0);
  const each = 1 / shares.length;
  return shares.map((share) => (sum === 0 ? each : (share / sum + even * each) / (1 + even)));
}
