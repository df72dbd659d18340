import { gatheredRows } from './gathered-rows.ts';
import type { Interactions } from './interactions.ts';
import { type LocalRidgeOptions, localRidge } from './local-ridge.ts';
import { occurrencesOf } from './occurrences.ts';
import type { SparseRows } from './sparse-rows.ts';

export interface FollowsOptions extends LocalRidgeOptions {
  /** Watches after which what was watched counts half, as a cause. */
  readonly pastHalfLife: number;
  /** Watches after which what comes next counts half, as an effect. */
  readonly futureHalfLife: number;
}

/** Beyond so many half-lives (1 %) a watch is forgotten. */
const horizon = 6.6;
/** Entries of a Gram row that are kept: at 50,000 items the rest would not fit into memory. */
const gramEntries = 2000;

/**
 * Item-to-item transitions: what follows what, as a ridge regression of what a person watches next on what they watched
 * before, both fading with distance in watches, over all points of all histories (Choi et al. 2021, "Session-aware linear
 * item-item models", SLIT, section 4.2), solved item by item on its strongest causes instead of by one inverse.
 */
export function trainFollows(x: Interactions, options: FollowsOptions): SparseRows {
  const past = 2 ** (-1 / options.pastHalfLife);
  const future = 2 ** (-1 / options.futureHalfLife);
  const reach = Math.ceil(horizon * options.pastHalfLife);
  const { starts, places, first, end } = occurrencesOf(x);
  const placesOf = (item: number) => places.subarray(starts[item], starts[item + 1]);
  const powers = Float64Array.from({ length: reach + 1 }, (_, gap) => past ** gap);
  const gaps = effectByGap(past, future, reach);
  // Over all points of a history that lie after `later`: what two watches before them have in common there.
  const rest = (later: number) =>
    (1 - past ** (2 * ((end[later] as number) - 1 - later))) / (1 - past * past);

  const gram = gatheredRows(x.itemCount, gramEntries, (item, add) => {
    for (const place of placesOf(item)) {
      const here = rest(place);
      const from = Math.max(first[place] as number, place - reach);
      const to = Math.min(end[place] as number, place + reach + 1);
      for (let other = from; other < place; other++)
        add(x.items[other] as number, (powers[place - other] as number) * here);
      for (let other = place; other < to; other++)
        add(x.items[other] as number, (powers[other - place] as number) * rest(other));
    }
  });
  const effects = gatheredRows(x.itemCount, gramEntries, (item, add) => {
    for (const place of placesOf(item)) {
      for (let other = Math.max(first[place] as number, place - reach); other < place; other++)
        add(x.items[other] as number, gaps[place - other] as number);
    }
  });
  return localRidge(gram, effects, options);
}

/** Over all points between two watches `gap` apart: fading of the first as a past times fading of the second as a future. */
function effectByGap(past: number, future: number, reach: number): Float64Array {
  const gaps = new Float64Array(reach + 1);
  for (let gap = 1; gap <= reach; gap++) gaps[gap] = past * (gaps[gap - 1] as number) + future ** (gap - 1);
  return gaps;
}
