import type { Catalogue } from '@parlour/catalogue';
import type { Reason } from './recommended-list.ts';

export type Boost = 'trending' | 'fresh';

/** Of ten places one may go to a title for being new or talked about. */
const placesAShare = 1 / 10;
/** From here up a title is trending. */
const leastTrending = 0.6;
/** How much the best known title gains over one that nobody knows. */
const popularityGain = 0.03;

export interface Boosts {
  /** Factor of relevance, 1..1.03: among equals the better known. */
  gain(row: number): number;
  of(row: number, now: number): Boost | undefined;
  /**
   * Puts titles of the pool that are boosted into a list, in the place of its last ones: they are what the person likes anyway, and
   * at most a tenth of the list.
   */
  into(
    picked: readonly number[],
    pool: readonly number[],
    now: number,
  ): { rows: number[]; boosted: Map<number, Boost> };
}

export function boosts(
  catalogue: Catalogue,
  popularity: Float32Array,
  trending: Float32Array | undefined,
): Boosts {
  const most = mostOf(popularity);
  const of = (row: number, now: number): Boost | undefined => {
    if (trending !== undefined && trending[row] >= leastTrending) return 'trending';
    return catalogue.year(row) === new Date(now).getUTCFullYear() ? 'fresh' : undefined;
  };
  return {
    of,
    gain: (row) => 1 + (most > 0 ? (popularityGain * popularity[row]) / most : 0),
    into(picked, pool, now) {
      const boosted = new Map<number, Boost>();
      const places = Math.floor(picked.length * placesAShare);
      const there = new Set(picked);
      for (const row of pool) {
        if (boosted.size >= places) break;
        if (there.has(row)) continue;
        const boost = of(row, now);
        if (boost !== undefined) boosted.set(row, boost);
      }
      const rows = picked.slice(0, picked.length - boosted.size);
      rows.splice(Math.ceil(rows.length / 2), 0, ...boosted.keys());
      return { rows, boosted };
    },
  };
}

const maxima = new WeakMap<Float32Array, number>();

/** The largest of them, or 0; looked for once. */
function mostOf(values: Float32Array): number {
  let most = maxima.get(values) ?? -1;
  if (most >= 0) return most;
  most = 0;
  for (let row = 0; row < values.length; row += 1) most = Math.max(most, values[row]);
  maxima.set(values, most);
  return most;
}

/** True of the title, whether it owes its place to it or not. */
export function boostReason(boost: Boost, carries: boolean): Reason {
  return {
    type: boost,
    description: boost === 'fresh' ? 'New this year' : 'More people turn to it than usual',
    confidence: carries ? 1 : 0.1,
    path: [],
  };
}
