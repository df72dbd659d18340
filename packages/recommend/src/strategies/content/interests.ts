import type { ItemSpace } from '../../space/item-space.ts';
import { alongMean, centredRow, lowCosine } from '../../space/likeness.ts';
import { addCompact } from '../../space/compact-features.ts';
import type { LikedTitle } from './liked-titles.ts';
import { medoids, medoidsWithout, type Points, type WholeMedoids } from './medoids.ts';

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
  /** How the titles that make the interests gather. */
  readonly whole: WholeMedoids;
}

/** What `before` knows of the same titles is taken over: a history grows by one title at a time. */
export function likenessOf(
  space: ItemSpace,
  titles: readonly LikedTitle[],
  before?: LikedLikeness,
): LikedLikeness {
  const size = titles.length;
  const similarity = new Float32Array(size * size);
  const places = new Map(before?.titles.map(({ row }, place) => [row, place]));
  const known = Int32Array.from(titles, ({ row }) => places.get(row) ?? -1);
  for (let i = 0; i < size; i += 1) {
    similarity[i * size + i] = 1;
    for (let j = 0; j < i; j += 1) {
      const cosine =
        before !== undefined && known[i] >= 0 && known[j] >= 0
          ? before.similarity[known[i] * before.titles.length + known[j]]
          : lowCosine(space, titles[i].row, titles[j].row);
      similarity[i * size + j] = cosine;
      similarity[j * size + i] = cosine;
    }
  }
  return { titles, similarity, whole: medoids(pointsOf(titles, similarity, Math.min(size, interestTitles))) };
}

function pointsOf(titles: readonly LikedTitle[], similarity: Float32Array, count: number): Points {
  const weights = Float32Array.from(titles, ({ weight }) => weight);
  return { similarity, size: titles.length, count, weights };
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
  const { titles, similarity, whole } = likeness;
  const leftOut = without === undefined ? -1 : titles.findIndex(({ row }) => row === without);
  const inReach = leftOut >= 0 && leftOut < interestTitles;
  const count = Math.min(titles.length, interestTitles + (inReach ? 1 : 0));
  const { centres, assigned } = inReach
    ? medoidsWithout(pointsOf(titles, similarity, count), leftOut, whole)
    : whole;
  const groups = centres.map((): LikedTitle[] => []);
  let sum = 0;
  for (let i = 0; i < count; i += 1) {
    if (assigned[i] < 0) continue;
    groups[assigned[i]].push(titles[i]);
    sum += Math.fround(titles[i].weight);
  }
  return centres
    .map((centre, group) => {
      const members = groups[group];
      const share = members.reduce((part, { weight }) => part + weight, 0) / sum;
      const same = known.find((one) => hasMembers(one, members));
      const medoid = titles[centre].row;
      return same === undefined
        ? {
            medoid,
            share,
            members,
            ...directionOf(space, medoid, members, without === undefined ? [] : known),
          }
        : { ...same, medoid, share };
    })
    .sort((left, right) => right.share - left.share || left.medoid - right.medoid);
}

/** Titles keep their order, so equal lists are equal sets. */
function hasMembers({ members }: Interest, others: readonly LikedTitle[]): boolean {
  return members.length === others.length && members.every((title, at) => isSame(title, others[at]));
}

function isSame(left: LikedTitle, right: LikedTitle): boolean {
  return left.row === right.row && left.weight === right.weight;
}

/** Weighted sum of the features of an interest's members, of which `centre` is the direction. */
interface Sum {
  readonly vector: Float64Array;
  /** Of the factors: so often the catalogue's mean is in it. */
  means: number;
}

const sums = new WeakMap<Float32Array, Sum>();

/** Beginning from one of `known` that has nearly the same members, where there is one. */
function directionOf(
  space: ItemSpace,
  medoid: number,
  members: readonly LikedTitle[],
  known: readonly Interest[],
): Pick<Interest, 'centre' | 'along'> {
  const sum = nearSum(space, members, known) ?? wholeSum(space, members);
  const direction = new Float64Array(sum.vector.length);
  let square = 0;
  for (let d = 0; d < direction.length; d += 1) {
    direction[d] = sum.vector[d] - sum.means * space.mean[d];
    square += direction[d] * direction[d];
  }
  const length = Math.sqrt(square);
  const centre = length > 1e-6 ? new Float32Array(direction.length) : centredRow(space, medoid);
  for (let d = 0; d < direction.length && length > 1e-6; d += 1) centre[d] = direction[d] / length;
  sums.set(centre, sum);
  return { centre, along: alongMean(space, centre) };
}

function wholeSum(space: ItemSpace, members: readonly LikedTitle[]): Sum {
  const sum: Sum = { vector: new Float64Array(space.mean.length), means: 0 };
  for (const title of members) addTitle(space, title, 1, sum);
  return sum;
}

function addTitle(space: ItemSpace, { row, weight }: LikedTitle, sign: 1 | -1, sum: Sum): void {
  const factor = sign * weight * space.inverseLengths[row];
  addCompact(space.features, row, factor, sum.vector);
  sum.means += factor;
}

/** Members that may differ, as a share of all. */
const mostDifferent = 1 / 4;

function nearSum(
  space: ItemSpace,
  members: readonly LikedTitle[],
  known: readonly Interest[],
): Sum | undefined {
  for (const one of known) {
    const sum = sums.get(one.centre);
    if (sum === undefined || Math.abs(one.members.length - members.length) > 2) continue;
    const [before, now] = [new Set(one.members), new Set(members)];
    const gone = one.members.filter((title) => !now.has(title));
    const come = members.filter((title) => !before.has(title));
    if (gone.length + come.length > mostDifferent * members.length) continue;
    const changed: Sum = { vector: sum.vector.slice(), means: sum.means };
    for (const title of gone) addTitle(space, title, -1, changed);
    for (const title of come) addTitle(space, title, 1, changed);
    return changed;
  }
  return undefined;
}
