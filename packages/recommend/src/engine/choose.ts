import { seededRandom } from '@parlour/model';
import { spread } from '../diversity/spread.ts';
import type { ItemSpace } from '../space/item-space.ts';
import { leastTrust, type Trust } from '../trust/trust.ts';
import type { RecommendRequest } from './recommend-request.ts';

/** How far a seed moves a title, in the pool's range of relevance. */
const seedWeight = 0.05;
/** Where hiding would cost more of a list than this, nothing is hidden. */
const mostHidden = 1 / 3;

export interface Chosen {
  readonly rows: readonly number[];
  readonly hidden: number;
  readonly warning?: 'low-trust';
  readonly notice?: string;
}

/**
 * Of a pool (best first, with relevances above 0), the titles of the list: without those of low trust, varied by the seed, and
 * unlike each other.
 */
export function choose(
  space: ItemSpace,
  pool: readonly number[],
  relevance: (row: number) => number,
  trust: (row: number) => Trust,
  { count, seed, trust: filter = 'filter' }: Pick<RecommendRequest, 'count' | 'seed' | 'trust'>,
): Chosen {
  const wouldShow = pool.slice(0, count);
  const isLow = (row: number): boolean => trust(row).score < leastTrust;
  const low = filter === 'off' ? 0 : wouldShow.filter(isLow).length;
  const warns = low > mostHidden * wouldShow.length;
  const rows = filter === 'off' || warns || low === 0 ? pool.slice() : pool.filter((row) => !isLow(row));
  const left = low === 0 && filter !== 'off' ? rows.filter((row) => !isLow(row)) : rows;
  const picked = spread(space, left, normalised(left, relevance, seed), count);
  if (warns) {
    return {
      rows: picked,
      hidden: 0,
      warning: 'low-trust',
      notice: `${titles(low)} of this list could not be checked well enough; we show them with this warning rather than hide so many`,
    };
  }
  return low === 0
    ? { rows: picked, hidden: 0 }
    : { rows: picked, hidden: low, notice: `${titles(low)} hidden: low trust` };
}

function titles(count: number): string {
  return count === 1 ? '1 title' : `${count} titles`;
}

function normalised(
  rows: readonly number[],
  relevance: (row: number) => number,
  seed: number | undefined,
): Float64Array {
  const values = Float64Array.from(rows, relevance);
  let most = Number.NEGATIVE_INFINITY;
  let least = Number.POSITIVE_INFINITY;
  for (const value of values) {
    most = Math.max(most, value);
    least = Math.min(least, value);
  }
  const range = Math.max(1e-12, most - least);
  const random = seed === undefined ? () => 0 : seededRandom(seed);
  return values.map((value) => 1 - (most - value) / range + seedWeight * random());
}
