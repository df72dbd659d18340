import type { ItemSpace } from '../../space/item-space.ts';
import { alongMean, centredRow, lowCosine } from '../../space/likeness.ts';
import { addCompact } from '../../space/compact-features.ts';
import type { LikedTitle } from './liked-titles.ts';
import { medoids } from './medoids.ts';

/** One of the things that a person likes. */
export interface Interest {
  /** Row of the title that stands for it. */
  readonly medoid: number;
  /** Of the weight of all titles, 0..1. */
  readonly share: number;
  readonly members: readonly LikedTitle[];
  /** Weighted mean of the members' centred features, of unit length; 512 floats. */
  readonly centre: Float32Array;
  /** Inner product of `centre` with the catalogue's mean. */
  readonly along: number;
}

/** So many of the latest titles make the interests; the one after them stands in for one that is left out. */
export const interestTitles = 100;

/** Likeness of the titles to each other, once a history: a few milliseconds. */
export interface LikedLikeness {
  readonly titles: readonly LikedTitle[];
  readonly similarity: Float32Array;
}

export function likenessOf(space: ItemSpace, titles: readonly LikedTitle[]): LikedLikeness {
  const size = titles.length;
  const similarity = new Float32Array(size * size);
  for (let i = 0; i < size; i += 1) {
    similarity[i * size + i] = 1;
    for (let j = 0; j < i; j += 1) {
      const cosine = lowCosine(space, titles[i].row, titles[j].row);
      similarity[i * size + j] = cosine;
      similarity[j * size + i] = cosine;
    }
  }
  return { titles, similarity };
}

/**
 * The interests, largest first; as if `without` (a row) had never been among the titles. Those of `known` that have the same
 * members are taken over.
 */
export function interestsOf(
  space: ItemSpace,
  likeness: LikedLikeness,
  without?: number,
  known: readonly Interest[] = [],
): Interest[] {
  const { titles, similarity } = likeness;
  const leftOut = without === undefined ? -1 : titles.findIndex(({ row }) => row === without);
  const inReach = leftOut >= 0 && leftOut < interestTitles;
  const count = Math.min(titles.length, interestTitles + (inReach ? 1 : 0));
  const weights = Float32Array.from(titles, ({ weight }) => weight);
  const { centres, assigned } = medoids(similarity, titles.length, count, weights, inReach ? leftOut : -1);
  let whole = 0;
  for (let i = 0; i < count; i += 1) if (assigned[i] >= 0) whole += weights[i];
  return centres
    .map((centre, group) => {
      const members = titles.filter((_, index) => index < count && assigned[index] === group);
      const share = members.reduce((sum, { weight }) => sum + weight, 0) / whole;
      const same = known.find((one) => hasMembers(one, members));
      const medoid = titles[centre].row;
      return same === undefined
        ? { medoid, share, members, ...directionOf(space, medoid, members) }
        : { ...same, medoid, share };
    })
    .sort((left, right) => right.share - left.share || left.medoid - right.medoid);
}

/** Titles keep their order, so equal lists are equal sets. */
function hasMembers({ members }: Interest, others: readonly LikedTitle[]): boolean {
  return members.length === others.length && members.every((title, at) => title === others[at]);
}

function directionOf(
  space: ItemSpace,
  medoid: number,
  members: readonly LikedTitle[],
): Pick<Interest, 'centre' | 'along'> {
  const sum = new Float64Array(space.mean.length);
  let means = 0;
  for (const { row, weight } of members) {
    const factor = weight * space.inverseLengths[row];
    addCompact(space.features, row, factor, sum);
    means += factor;
  }
  let square = 0;
  for (let d = 0; d < sum.length; d += 1) {
    sum[d] -= means * space.mean[d];
    square += sum[d] * sum[d];
  }
  const length = Math.sqrt(square);
  const centre =
    length > 1e-6 ? Float32Array.from(sum, (value) => value / length) : centredRow(space, medoid);
  return { centre, along: alongMean(space, centre) };
}
