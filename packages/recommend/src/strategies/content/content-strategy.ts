import type { ItemSpace } from '../../space/item-space.ts';
import { alongMean, centredRow, cosineWith } from '../../space/likeness.ts';
import { RowNumbers } from '../../space/row-numbers.ts';
import {
  type AllowedRows,
  type Evidence,
  type History,
  type Ranking,
  rankingLength,
  type Strategy,
} from '../strategy.ts';
import { bestLevelsOf } from './best-levels.ts';
import { type Interest, interestsOf, interestTitles, type LikedLikeness, likenessOf } from './interests.ts';
import { learnedInterest, type LearnedTaste } from './learned-taste.ts';
import { likedTitles } from './liked-titles.ts';
import { likenessColumns } from './likeness-columns.ts';
import { type NearestLevels, nearestLevels } from './nearest-levels.ts';
import { rankingOf } from '../ranking-of.ts';

/** Rows that are compared in all dimensions, after the projection has chosen them. */
const rescored = 1_000;
/** An interest of a hundredth of the largest one's share still counts 0.63 of it. */
const shareExponent = 0.1;

/** Interests without one title that are kept. */
const keptWithout = 128;

/** Content alone: how near a title lies to the nearest of the person's interests. */
export interface ContentStrategy extends Strategy {
  readonly name: 'content';
  prepare(history: History): PreparedContent;
}

export interface PreparedContent {
  /** Largest first. */
  readonly interests: readonly Interest[];
  rank(allowed: AllowedRows): Ranking;
  scoreWithout(row: number, without: number | undefined): number;
}

/** `taste` is asked once for each history that is prepared. */
export function contentStrategy(space: ItemSpace, taste?: () => LearnedTaste | undefined): ContentStrategy {
  const nearest = rankedLevels(nearestLevels(likenessColumns(space)));
  const cosines = knownCosines(space);
  let before: Before | undefined;
  return {
    name: 'content',
    prepare(history) {
      const likeness = likenessOf(space, likedTitles(history, space, interestTitles + 1), before?.likeness);
      const interests = interestsOf(space, likeness, undefined, before?.interests);
      before = { likeness, interests };
      return prepare(space, nearest, cosines, before, taste?.());
    },
  };
}

/** What was prepared last: the next history is mostly the same. */
interface Before {
  readonly likeness: LikedLikeness;
  readonly interests: readonly Interest[];
}

/** The rows nearest to any of some titles. */
type RankedLevels = (titles: readonly number[]) => ReturnType<typeof bestLevelsOf>;

/** What was put in order is kept as long as the levels are. */
function rankedLevels(nearest: NearestLevels): RankedLevels {
  let of: Uint8Array | undefined;
  let best: ReturnType<typeof bestLevelsOf> | undefined;
  return (titles) => {
    const levels = nearest(titles);
    if (best === undefined || levels !== of) best = bestLevelsOf(levels);
    of = levels;
    return best;
  };
}

/** Cosines with the centre of an interest. */
type CosineOf = (row: number) => number;

interface KnownCosines {
  /** Each is computed once as long as the interest keeps its members. */
  of(interest: Interest): CosineOf;
  /** The same for an interest of which few are asked for: nothing new is kept. */
  few(interest: Interest): CosineOf;
}

function knownCosines(space: ItemSpace): KnownCosines {
  const known = new WeakMap<Float32Array, RowNumbers>();
  const kept =
    ({ centre, along }: Interest, column: RowNumbers): CosineOf =>
    (row) => {
      const found = column.get(row);
      if (!Number.isNaN(found)) return found;
      const cosine = Math.fround(cosineWith(space, row, centre, along));
      column.set(row, cosine);
      return cosine;
    };
  return {
    of(interest) {
      const column = known.get(interest.centre) ?? new RowNumbers();
      known.set(interest.centre, column);
      return kept(interest, column);
    },
    few(interest) {
      const column = known.get(interest.centre);
      if (column !== undefined) return kept(interest, column);
      return (row) => Math.fround(cosineWith(space, row, interest.centre, interest.along));
    },
  };
}

function prepare(
  space: ItemSpace,
  nearest: RankedLevels,
  cosines: KnownCosines,
  { likeness, interests }: Before,
  taste: LearnedTaste | undefined,
): PreparedContent {
  const withTaste = (own: readonly Interest[], without?: number): readonly Interest[] => {
    const learned =
      taste === undefined || own.length === 0 ? undefined : learnedInterest(space, taste, without);
    return learned === undefined ? own : [...own, { ...learned, share: own[0].share }];
  };
  const all = withTaste(interests);
  const isKnown = (row: number): boolean =>
    likeness.titles.some((title) => title.row === row) ||
    (taste?.shares.some((share) => share.row === row) ?? false);
  const others = new Map<number, readonly Scorer[]>();
  const scorersOf = (own: readonly Interest[], cosineOf: (interest: Interest) => CosineOf): Scorer[] =>
    own.map((interest) => ({ size: sizeIn(own, interest), cosine: cosineOf(interest) }));
  const scorers = scorersOf(all, (interest) => cosines.of(interest));
  let best: ReturnType<RankedLevels> | undefined;
  const scoreOf = (row: number): number => Math.fround(bestScore(scorers, row));
  return {
    interests,
    rank(allowed) {
      if (interests.length === 0)
        return rankingOf(
          [],
          () => 0,
          () => [],
        );
      best ??= nearest(all.map(({ medoid }) => medoid));
      const rows = best(allowed, rescored);
      return rankingOf(rows, scoreOf, (row) => evidence(space, all, row), rankingLength);
    },
    scoreWithout(row, without) {
      if (without === undefined || !isKnown(without)) return scoreOf(row);
      const left =
        others.get(without) ??
        scorersOf(withTaste(interestsOf(space, likeness, without, interests), without), (one) =>
          cosines.few(one),
        );
      others.set(without, left);
      if (others.size > keptWithout) others.delete(others.keys().next().value ?? -1);
      return Math.fround(bestScore(left, row));
    },
  };
}

/** What tells of a row how near it lies to one interest. */
interface Scorer {
  readonly size: number;
  readonly cosine: CosineOf;
}

/** Cosine with the nearest interest, the larger interests a little nearer; 0 where there is none. */
function bestScore(scorers: readonly Scorer[], row: number): number {
  let best = 0;
  for (const { size, cosine } of scorers) best = Math.max(best, size * cosine(row));
  return best;
}

function scoreIn(space: ItemSpace, interests: readonly Interest[], interest: Interest, row: number): number {
  return sizeIn(interests, interest) * cosineWith(space, row, interest.centre, interest.along);
}

function sizeIn(interests: readonly Interest[], interest: Interest): number {
  return (interest.share / interests[0].share) ** shareExponent;
}

/** The interest and, as its summands, its titles. */
function evidence(space: ItemSpace, interests: readonly Interest[], row: number): Evidence[] {
  let nearest = 0;
  for (let index = 1; index < interests.length; index += 1) {
    if (
      scoreIn(space, interests, interests[index], row) > scoreIn(space, interests, interests[nearest], row)
    ) {
      nearest = index;
    }
  }
  const interest = interests[nearest];
  const whole = scoreIn(space, interests, interest, row);
  const parts = titleParts(space, interest, row);
  let sum = 0;
  for (const part of parts) sum += part;
  const factor = Math.abs(sum) > 1e-9 ? whole / sum : 0;
  return [
    { kind: 'interest' as const, interest: nearest, medoid: interest.medoid, weight: whole },
    ...interest.members.map((title, index) => ({
      kind: 'history' as const,
      row: title.row,
      weight: factor * parts[index],
    })),
  ].sort((left, right) => right.weight - left.weight);
}

/** Each member's weighted cosine with the row; they add up to the cosine with the centre times the sum's length. */
function titleParts(space: ItemSpace, interest: Interest, row: number): number[] {
  const centred = centredRow(space, row);
  const along = alongMean(space, centred);
  return interest.members.map((title) => title.weight * cosineWith(space, title.row, centred, along));
}
