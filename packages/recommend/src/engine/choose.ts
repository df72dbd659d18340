import { seededRandom } from '@parlour/model';
import { spread } from '../diversity/spread.ts';
import type { ItemSpace } from '../space/item-space.ts';
import type { RecommendRequest } from './recommend-request.ts';

/** How far a seed moves a title, in its candidates' range of relevance. */
const seedWeight = 0.05;
/** Where hiding would cost more of a list than this, nothing is hidden. */
const mostHidden = 1 / 3;
/** A share of one or two titles says nothing: shorter lists are judged by the titles that would come next. */
const fewestJudged = 10;

/** Rows that compete for places, best first, with relevances above 0. */
export interface Candidates {
  readonly rows: readonly number[];
  readonly relevance: (row: number) => number;
}

/** At least `count` of those that pass and are not `taken`, as far as there are any. */
export type CandidateSource = (
  passes: (row: number) => boolean,
  taken: ReadonlySet<number>,
  count: number,
) => Candidates;

export interface Chosen {
  readonly rows: readonly number[];
  /** Titles that would be in the list but for their low trust. */
  readonly hidden: number;
  /** True where hiding would cost more than a third: then nothing is hidden. */
  readonly warns: boolean;
}

/**
 * The titles of a list: of the first source as far as it goes, then of the next; varied by the seed, unlike each other, and without
 * those for which `isLow` holds.
 */
export function choose(
  space: ItemSpace,
  sources: readonly CandidateSource[],
  isLow: (row: number) => boolean,
  { count, seed }: Pick<RecommendRequest, 'count' | 'seed'>,
): Chosen {
  const pick = (passes: (row: number) => boolean, places: number): number[] => {
    const picked: number[] = [];
    for (const source of sources) {
      const left = places - picked.length;
      if (left <= 0) break;
      const { rows, relevance } = source(passes, new Set(picked), left);
      picked.push(...spread(space, rows, normalised(rows, relevance, seed), left));
    }
    return picked;
  };
  const judged = pick(() => true, Math.max(count, fewestJudged));
  const all = judged.slice(0, count);
  const warns = judged.filter(isLow).length > mostHidden * judged.length;
  const hidden = warns ? 0 : all.filter(isLow).length;
  return { rows: hidden === 0 ? all : pick((row) => !isLow(row), count), hidden, warns };
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
