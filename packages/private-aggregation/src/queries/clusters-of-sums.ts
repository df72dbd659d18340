import { CLUSTER_SIZES } from '@parlour/wire';
import { log2SkellamTail } from '../encoding/skellam-tail.ts';
import { slotLength } from './clusters.ts';

/** A released sum of a clusters query, decoded, with the noise that is in it. */
export interface ClusterSum {
  /** Slot by slot, in the order of the centroids. */
  readonly slots: Float64Array;
  readonly reports: number;
  /** Variance of one report's noise at each coordinate, in squared integers (`EncodingPlan.noiseVariance`). */
  readonly noiseVariance: number;
  /** Integers per person. */
  readonly integers: number;
}

/** A group of people, of one slot or of several that were too small by themselves. */
export interface ClusterOfSums {
  readonly id: string;
  readonly centroid: Float64Array;
  /** With the noise of the rounds. */
  readonly people: number;
  readonly atLeast: (typeof CLUSTER_SIZES)[number];
}

/** Probability, at most, that fewer people are in a cluster than is said of it. */
export const mostDoubt = 1e-6;

/** Distances of people from the centroid that they chose, a coordinate: what a sum is worth beside the centroid that was. */
const spreadOfPeople = 0.25;

interface Group {
  /** The largest of its slots. */
  readonly id: string;
  readonly largest: number;
  readonly slots: number;
  readonly people: number;
  readonly sum: Float64Array;
  /** Where its slots were, by how many chose them. */
  readonly before: Float64Array;
}

/** Noise of all sums at one slot's count, as if it were of one Skellam variable: variance in squared integers, integers a person. */
interface SlotNoise {
  readonly variance: number;
  readonly integers: number;
}

/**
 * Clusters of people, from all released sums over the same centroids; each device is in one of them at most. One is told of only if P(fewer
 * than 50 people | noisy count) <= 1e-6; else it goes into the nearest other, the smallest first. Only sums and public centroids
 * go in, so this costs no privacy beyond theirs (post-processing).
 *
 * The probability is that of the rounds' own noise, for a count of which nothing else is known (a flat prior): the count's noise is a
 * unit vector's product with independent Skellam variables, which no more often reaches any height than Chernoff's bound says of one such variable
 * (`log2SkellamTail`; cosh(u x) - 1 summed over a unit vector is at most cosh(x) - 1). Rounding is within it: a quarter of a squared integer a
 * report, by Hoeffding's lemma. It is about honest devices: what others add is in no bound of noise.
 *
 * @returns the largest first; none where not even all together are enough.
 */
export function clustersOfSums(
  centroids: readonly { readonly id: string; readonly centroid: readonly number[] }[],
  sums: readonly ClusterSum[],
): ClusterOfSums[] {
  if (sums.length === 0) return [];
  const axes = centroids[0]?.centroid.length ?? 0;
  const noise = noiseOfSums(sums);
  let groups = centroids.map(({ id, centroid }, slot): Group => {
    const total = totalOf(sums, slot * slotLength(axes), slotLength(axes));
    const people = total[0] ?? 0;
    const before = Float64Array.from(centroid, (value) => value * Math.max(1, people));
    return { id, largest: people, slots: 1, people, sum: total.slice(1), before };
  });
  for (;;) {
    const small = groups.filter((group) => sizeOf(group, noise) === undefined);
    const [smallest] = small.toSorted((a, b) => a.people - b.people || (a.id < b.id ? -1 : 1));
    if (smallest === undefined) break;
    const others = groups.filter((group) => group !== smallest);
    if (others.length === 0) return [];
    const nearest = nearestTo(smallest, others, noise);
    groups = [...others.filter((group) => group !== nearest), merged(nearest, smallest)];
  }
  return groups
    .map((group) => ({
      id: group.id,
      centroid: centroidOf(group, noise),
      people: group.people,
      atLeast: sizeOf(group, noise) ?? CLUSTER_SIZES[0],
    }))
    .toSorted((a, b) => b.people - a.people || (a.id < b.id ? -1 : 1));
}

/** Standard deviation of the noise at the count of one slot, in people. */
export function noiseOfClusterSums(sums: readonly ClusterSum[]): number {
  const { variance, integers } = noiseOfSums(sums);
  return Math.sqrt(variance) / integers;
}

/** log2 of P(at most `people` people | `noisy`) at most, for a count of `slots` slots together. */
export function log2Doubt(noisy: number, people: number, slots: number, noise: SlotNoise): number {
  const over = ((noisy - people) * noise.integers) / Math.sqrt(slots);
  return over <= 0 ? 0 : log2SkellamTail(noise.variance, over);
}

/** All in the coarsest integers; finer ones shrink there, and cosh(a x) - 1 is at most a^2 (cosh(x) - 1) for a <= 1. */
function noiseOfSums(sums: readonly ClusterSum[]): SlotNoise {
  const integers = Math.min(...sums.map((sum) => sum.integers));
  const variance = sums.reduce(
    (all, sum) => all + sum.reports * (sum.noiseVariance + 1 / 4) * (integers / sum.integers) ** 2,
    0,
  );
  return { variance, integers };
}

function totalOf(sums: readonly ClusterSum[], start: number, length: number): Float64Array {
  const total = new Float64Array(length);
  for (const { slots } of sums) for (let i = 0; i < length; i++) total[i] += slots[start + i];
  return total;
}

/** The greatest size that is all but certain; undefined where that is not even of the smallest. */
function sizeOf({ people, slots }: Group, noise: SlotNoise): ClusterOfSums['atLeast'] | undefined {
  return CLUSTER_SIZES.findLast((size) => log2Doubt(people, size - 1, slots, noise) <= Math.log2(mostDoubt));
}

/** The mean of its people, drawn to where its slots were before by as much as noise leaves in doubt; of unit length. */
function centroidOf({ people, sum, before, slots }: Group, noise: SlotNoise): Float64Array {
  const square = (slots * noise.variance) / noise.integers ** 2;
  const old = unit(before);
  const prior = (square * sum.length) / (spreadOfPeople * Math.max(1, people));
  return unit(sum.map((value, axis) => value + prior * old[axis]));
}

function unit(vector: Float64Array): Float64Array {
  const length = Math.hypot(...vector);
  return length > 0 ? vector.map((value) => value / length) : vector.slice();
}

function nearestTo(group: Group, others: readonly Group[], noise: SlotNoise): Group {
  const own = centroidOf(group, noise);
  const likeness = (other: Group): number =>
    centroidOf(other, noise).reduce((sum, value, axis) => sum + value * own[axis], 0);
  return others
    .map((other) => ({ other, like: likeness(other) }))
    .toSorted((a, b) => b.like - a.like || (a.other.id < b.other.id ? -1 : 1))[0].other;
}

function merged(into: Group, from: Group): Group {
  const larger = from.largest > into.largest ? from : into;
  return {
    id: larger.id,
    largest: larger.largest,
    slots: into.slots + from.slots,
    people: into.people + from.people,
    sum: into.sum.map((value, axis) => value + from.sum[axis]),
    before: into.before.map((value, axis) => value + from.before[axis]),
  };
}
